package dev.sila.aws.kind;

import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A log group of CloudWatch Logs: where the lines of a log file of all hosts of a hostclass are
 * kept.
 *
 * @param name {@code environment/hostclass/path}
 * @param retentionDays how long lines are kept; null: left as it is
 */
public record LogGroup(String name, @Nullable Integer retentionDays, Tags tags) implements Spec {}
