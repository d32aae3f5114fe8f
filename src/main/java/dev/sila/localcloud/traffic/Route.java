package dev.sila.localcloud.traffic;

import java.util.List;

/**
 * A listener's rule: all conditions must hold.
 *
 * @param conditions empty for the default rule
 */
public record Route(List<Condition> conditions, Destination destination) {
    public Route {
        conditions = List.copyOf(conditions);
    }

    boolean takes(Inbound request) {
        return conditions.stream().allMatch(condition -> condition.holds(request));
    }
}
