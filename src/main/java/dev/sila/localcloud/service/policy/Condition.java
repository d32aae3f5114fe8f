package dev.sila.localcloud.service.policy;

import java.util.List;

/**
 * One key of one operator in a statement's {@code Condition}, with the values of which one must
 * match. Source: IAM user guide, "Condition operators" and "Set operators for multivalued context
 * keys".
 */
public record Condition(Operator operator, String key, List<String> values) {
    public Condition {
        values = List.copyOf(values);
    }

    boolean holds(ContextKeys keys, Variables variables) {
        List<String> actual = keys.values(key);
        if (operator.comparison() == Comparison.NULL) {
            return values.stream().anyMatch(each -> Boolean.parseBoolean(each) == actual.isEmpty());
        }
        if (actual.isEmpty()) {
            return operator.ifExists()
                    || switch (operator.set()) {
                        case ONE -> operator.negated();
                        case ALL -> true;
                        case ANY -> false;
                    };
        }
        return switch (operator.set()) {
            case ONE ->
                    operator.negated()
                            != actual.stream().anyMatch(each -> matches(each, variables));
            case ALL ->
                    actual.stream()
                            .allMatch(each -> operator.negated() != matches(each, variables));
            case ANY ->
                    actual.stream()
                            .anyMatch(each -> operator.negated() != matches(each, variables));
        };
    }

    private boolean matches(String actual, Variables variables) {
        return values.stream()
                .anyMatch(each -> operator.comparison().matches(actual, each, variables));
    }
}
