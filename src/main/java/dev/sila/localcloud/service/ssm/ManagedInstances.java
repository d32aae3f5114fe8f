package dev.sila.localcloud.service.ssm;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Systems Manager sees of instances. */
public interface ManagedInstances {
    /** An instance that was not terminated long ago. */
    Optional<Machine> find(String instanceId);

    /** All of them. */
    List<Machine> all();

    /**
     * An instance.
     *
     * @param state AWS's name of it, such as {@code running}
     * @param permitted whether the role of its profile lets its agent register
     * @param role the name of that role, empty if it has none
     * @param platform {@code Linux} or {@code Windows}
     * @param platformName such as {@code Amazon Linux}
     * @param platformVersion such as {@code 2023}
     */
    record Machine(
            String id,
            String state,
            boolean permitted,
            String role,
            String platform,
            String platformName,
            String platformVersion,
            String privateAddress,
            String privateName,
            Map<String, String> tags) {
        public Machine {
            tags = Map.copyOf(tags);
        }

        boolean isRunning() {
            return state.equals("running");
        }
    }
}
