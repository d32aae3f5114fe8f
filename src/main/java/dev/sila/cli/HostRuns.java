package dev.sila.cli;

import dev.sila.aws.Commands;
import dev.sila.aws.Commands.Step;
import dev.sila.aws.Host;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what becomes of a command on many hosts: for people host by host as each ends, for programs
 * as one document at the end. Thread safe.
 */
final class HostRuns {
    private final Session session;
    private final int expected;
    private final List<HostRun> runs = new ArrayList<>();

    /**
     * @param expected on how many hosts it shall run
     */
    HostRuns(Session session, int expected) {
        this.session = session;
        this.expected = expected;
    }

    /** Tells, if a signal ends the program, what becomes of what was begun. */
    void interruptible(String what) {
        session.interruption().expected(() -> session.progress().say("Interrupted. " + what));
    }

    /** It ended on a host, or did not begin there. */
    synchronized void ended(HostRun run) {
        runs.add(run);
        if (session.output().forPeople()) {
            print(run);
        }
    }

    private void print(HostRun run) {
        Host host = run.host();
        Terminal terminal = session.terminal();
        terminal.out()
                .println(
                        session.paint("out")
                                .bold(
                                        "== %s %s %s: exit %d"
                                                .formatted(
                                                        host.instanceId(),
                                                        host.hostclass(),
                                                        host.privateAddress(),
                                                        run.exitCode())));
        for (Step each : run.steps()) {
            if (!each.name().isEmpty()) {
                terminal.out()
                        .println(
                                "-- %s: %s, exit %d"
                                        .formatted(each.name(), each.status(), each.exitCode()));
            }
            terminal.out().print(inLines(each.output()));
            if (each.cut()) {
                terminal.out()
                        .println(
                                "… cut here: AWS keeps %,d characters of a step's output and %,d of its"
                                                .formatted(
                                                        Commands.MOST_OUTPUT, Commands.MOST_ERRORS)
                                        + " errors");
            }
            terminal.out().flush();
            each.errorOutput()
                    .lines()
                    .forEach(line -> session.progress().say(host.instanceId() + ": " + line));
        }
        terminal.out().flush();
        if (run.problem() != null) {
            Failures.print(session, "err", List.of(run.problem()));
        }
    }

    private static String inLines(String output) {
        return output.isEmpty() || output.endsWith("\n") ? output : output + System.lineSeparator();
    }

    /** Tells of all; the exit code is the highest of all hosts, at least 1 if some failed. */
    synchronized int finish() {
        if (!session.output().forPeople()) {
            List<Map<String, @Nullable Object>> data = runs.stream().map(HostRun::data).toList();
            session.output().document(() -> "", () -> data);
        }
        long failed = runs.stream().filter(each -> !each.succeeded()).count();
        int skipped = expected - runs.size();
        session.progress()
                .say(
                        "%d hosts: %d succeeded, %d failed%s"
                                .formatted(
                                        expected,
                                        runs.size() - failed,
                                        failed,
                                        skipped == 0
                                                ? "."
                                                : ", %d not begun because too many failed."
                                                        .formatted(skipped)));
        int highest = runs.stream().mapToInt(HostRun::exitCode).max().orElse(0);
        int atLeast = failed > 0 || skipped > 0 ? 1 : 0;
        return Math.max(atLeast, Math.min(highest, HostRun.HIGHEST_EXIT));
    }

    /** That none of the hosts that were named by a common name runs. */
    static ProblemException nothingRuns(String environment) {
        return new ProblemException(
                Problem.error(
                        "environment " + environment,
                        "none of these hosts runs.",
                        "sila host list --env " + environment + " --state shows their states."));
    }

    /**
     * Those of the hosts that run. Of the others it is told: as failures where each was named by
     * itself, else only in passing.
     */
    static List<Host> running(Session session, List<Host> hosts, boolean named, HostRuns runs) {
        for (Host each : hosts) {
            if (each.running()) {
                continue;
            }
            String what = "is " + each.state() + ", so nothing runs on it.";
            if (named) {
                Problem problem =
                        Problem.error(each.instanceId(), what, "Start it, or leave it out.");
                runs.ended(HostRun.failed(each, problem));
            } else {
                session.progress().say(each.instanceId() + " is left out: it " + what);
            }
        }
        return hosts.stream().filter(Host::running).toList();
    }
}
