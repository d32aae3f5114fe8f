package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import org.jspecify.annotations.Nullable;

/**
 * An IAM instance profile under the path {@code /sila/ENVIRONMENT/}.
 *
 * @param role the role it hands to instances; null only on a found one that holds none
 */
public record InstanceProfile(String name, @Nullable Ref<Role> role, Tags tags) implements Spec {}
