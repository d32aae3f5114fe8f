package dev.sila.localcloud.service.eventbridge;

import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.service.pattern.JsonPattern;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A rule with its targets. */
final class Rule {
    final String name;
    final String arn;
    final Bus bus;
    final Map<String, Target> targets = new TreeMap<>();
    Map<String, String> tags = Map.of();
    Settings settings;

    /** When it goes off next, if it has a schedule and is enabled. */
    Timeline.@Nullable Pending next;

    /** What {@code PutRule} sets. */
    record Settings(
            @Nullable String eventPattern,
            @Nullable JsonPattern pattern,
            @Nullable String scheduleExpression,
            @Nullable Schedule schedule,
            RuleState state,
            @Nullable String description,
            @Nullable String roleArn) {
        Settings in(RuleState other) {
            return new Settings(
                    eventPattern,
                    pattern,
                    scheduleExpression,
                    schedule,
                    other,
                    description,
                    roleArn);
        }
    }

    Rule(String name, String arn, Bus bus, Settings settings) {
        this.name = name;
        this.arn = arn;
        this.bus = bus;
        this.settings = settings;
    }

    boolean enabled() {
        return settings.state() != RuleState.DISABLED;
    }
}
