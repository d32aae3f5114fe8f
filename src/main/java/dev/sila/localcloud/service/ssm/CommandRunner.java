package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** What carries the steps of commands out in machines. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Begins a step. Called under the local cloud's lock; must not wait.
     *
     * @param done told once, later, under the local cloud's lock
     * @return stops the step: it timed out or was cancelled, and {@code done} is not told any more
     */
    Stop run(Step step, Consumer<Result> done);

    /**
     * One step of a command on one instance.
     *
     * @param plugin such as {@code aws:runShellScript}
     * @param inputs the plugin's inputs with all parameters in place, such as {@code {"runCommand":
     *     ["uptime"], "timeoutSeconds": "3600", "workingDirectory": ""}}
     */
    record Step(String commandId, String instanceId, String name, String plugin, JsonNode inputs) {}

    /**
     * What came of it.
     *
     * @param exitCode 0 for success
     */
    record Result(int exitCode, String output, String error) {}

    /** Stops a step. */
    @FunctionalInterface
    interface Stop {
        void stop();
    }
}
