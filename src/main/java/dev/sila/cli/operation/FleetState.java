package dev.sila.cli.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one hostclass of a pipeline is.
 *
 * @param wanted how many hosts its group wants; null if it has no group
 * @param tested how many have passed their smoke test; null if they have none
 * @param smokeTest what a host does that passes; empty if none is tested
 * @param notWell the instances that should be well and are not
 */
public record FleetState(
        int sequence,
        String hostclass,
        @Nullable Integer wanted,
        int launched,
        int inService,
        @Nullable Integer tested,
        boolean well,
        String smokeTest,
        List<String> notWell) {
    public FleetState {
        notWell = List.copyOf(notWell);
    }
}
