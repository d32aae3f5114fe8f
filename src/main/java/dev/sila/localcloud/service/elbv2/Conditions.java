package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Conditions of rules: on the host and on the path. */
final class Conditions {
    private static final Set<String> FIELDS = Set.of("host-header", "path-pattern");

    private Conditions() {}

    static void check(List<RuleCondition> conditions) {
        if (conditions.isEmpty()) {
            throw invalid("A rule must have at least one condition");
        }
        for (RuleCondition condition : conditions) {
            if (!FIELDS.contains(String.valueOf(condition.field()))) {
                throw invalid(
                        "The local cloud has only conditions on 'host-header' and 'path-pattern', not '"
                                + condition.field()
                                + "' yet");
            }
            List<String> values = values(condition);
            if (values.isEmpty() || values.stream().anyMatch(value -> value.length() > 128)) {
                throw invalid("A condition value must have 1 to 128 characters");
            }
        }
    }

    /** The wildcards, from the new or the old spelling. */
    static List<String> values(RuleCondition condition) {
        if (condition.hostHeaderConfig() != null) {
            return condition.hostHeaderConfig().values();
        }
        return condition.pathPatternConfig() != null
                ? condition.pathPatternConfig().values()
                : condition.values();
    }
}
