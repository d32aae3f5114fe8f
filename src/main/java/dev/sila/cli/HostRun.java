package dev.sila.cli;

import dev.sila.aws.Commands.Step;
import dev.sila.aws.Host;
import dev.sila.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command on one host.
 *
 * @param exitCode 0 if it succeeded; 255, as with ssh(1), if it is not known
 * @param steps what it printed, in steps; a command by SSH is one step without a name
 * @param problem why it did not run or end, or null
 */
record HostRun(Host host, int exitCode, List<Step> steps, @Nullable Problem problem) {
    static final int UNKNOWN_EXIT = 255;
    static final int HIGHEST_EXIT = 255;

    HostRun {
        steps = List.copyOf(steps);
    }

    /** It did not run. */
    static HostRun failed(Host host, Problem problem) {
        return new HostRun(host, UNKNOWN_EXIT, List.of(), problem);
    }

    boolean succeeded() {
        return exitCode == 0 && problem == null;
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("instanceId", host.instanceId());
        data.put("hostclass", host.hostclass());
        data.put("privateAddress", host.privateAddress());
        data.put("exitCode", exitCode);
        data.put("problem", problem == null ? null : problem.line());
        data.put("steps", steps.stream().map(HostRun::data).toList());
        return data;
    }

    private static Map<String, Object> data(Step step) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", step.name());
        data.put("status", step.status());
        data.put("exitCode", step.exitCode());
        data.put("output", step.output());
        data.put("errorOutput", step.errorOutput());
        data.put("cut", step.cut());
        return data;
    }
}
