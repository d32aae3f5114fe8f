package dev.sila.aws.kind;

import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.Map;

/**
 * An IAM role. It lives under the path {@code /sila/ENVIRONMENT/}, by which an environment's roles
 * are found.
 *
 * @param name unique in the account
 * @param trustPolicy who may assume it, as JSON with keys in the order of the file and no white
 *     space
 * @param policies its inline policies by name, each as JSON in the same form
 */
public record Role(String name, String trustPolicy, Map<String, String> policies, Tags tags)
        implements Spec {}
