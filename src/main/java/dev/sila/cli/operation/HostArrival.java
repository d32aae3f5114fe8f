package dev.sila.cli.operation;

import dev.sila.aws.Consoles;
import dev.sila.aws.Rosters;
import dev.sila.aws.Rosters.Member;
import dev.sila.aws.Rosters.Roster;
import dev.sila.aws.Wait;
import dev.sila.cli.output.Progress;
import dev.sila.model.Pipeline;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the hosts of hostclasses are launched, in service, well in the eyes of their
 * balancers, and have passed their smoke tests; tells of each hostclass how far it is. A host that
 * dies ends the wait at once.
 */
final class HostArrival {
    /** Longest pause between two looks: a tenth of it, see {@link dev.sila.aws.Waiter}. */
    private static final Duration USUALLY = Duration.ofSeconds(150);

    /** How long nobody needs to hear why a new host does not pass yet. */
    private static final Duration BOOT = Duration.ofMinutes(1);

    private static final int CONSOLE_LINES = 15;
    private static final int CONSOLES = 3;

    private final Cloud cloud;
    private final Progress progress;
    private final String environment;
    private final Wellness wellness;
    private final Patience patience;
    private final Map<String, Losses> losses = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();
    private List<Wellness.State> last = List.of();

    HostArrival(
            Cloud cloud,
            Progress progress,
            String environment,
            Wellness wellness,
            Patience patience) {
        this.cloud = cloud;
        this.progress = progress;
        this.environment = environment;
        this.wellness = wellness;
        this.patience = patience;
    }

    /**
     * Returns when all hosts of these rows are well.
     *
     * @throws ProblemException that names the instances which are not; the ends of their consoles
     *     have been told by then
     */
    void await(Collection<Pipeline.Row> rows) {
        List<String> names = rows.stream().map(Pipeline.Row::part).sorted().toList();
        Duration limit = patience.launch().plus(patience.well());
        Wait wait =
                new Wait(
                        "the hosts of " + String.join(", ", names) + " to be in service and well",
                        USUALLY,
                        limit.plusMinutes(1));
        Instant start = cloud.clock().instant();
        @Nullable Instant[] launched = new Instant[1];
        cloud.waiter()
                .untilPresent(
                        wait,
                        () -> {
                            if (look(rows)) {
                                return Optional.of(wait);
                            }
                            Instant now = cloud.clock().instant();
                            if (launched[0] == null && launched()) {
                                launched[0] = now;
                            }
                            if (launched[0] != null && !now.isBefore(launched[0].plus(BOOT))) {
                                tellReasons();
                            }
                            stopIfLate(start, launched[0], now);
                            return Optional.empty();
                        });
    }

    private boolean look(Collection<Pipeline.Row> rows) {
        last = wellness.of(rows);
        List<Problem> problems = new ArrayList<>();
        for (Wellness.State state : last) {
            tell(state);
            Roster roster = state.roster();
            if (roster != null) {
                losses.computeIfAbsent(roster.group(), missing -> new Losses())
                        .look(roster)
                        .forEach(each -> problems.add(lost(state.hostclass(), each)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return last.stream().allMatch(Wellness.State::well);
    }

    private boolean launched() {
        return last.stream().allMatch(each -> each.launched() >= each.desired());
    }

    private void tell(Wellness.State state) {
        String line = "  " + state.hostclass() + ": " + state.words();
        if (!line.equals(told.put(state.hostclass(), line))) {
            progress.say(line);
        }
    }

    /** What keeps hosts that have had their time to boot. */
    private void tellReasons() {
        for (Wellness.State state : last) {
            state.lagging().forEach(each -> tellReason(state, each));
        }
    }

    private void tellReason(Wellness.State state, Member host) {
        String why = state.reasons().getOrDefault(host.instanceId(), "");
        if (!why.isEmpty() && !why.equals(told.put(host.instanceId(), why))) {
            progress.say("    " + host.instanceId() + ": " + why);
        }
    }

    private Problem lost(String hostclass, Member host) {
        console(host.instanceId());
        String why = host.reason().isEmpty() ? "" : " EC2 says: " + host.reason() + ".";
        return Problem.error(
                "instance " + host.instanceId() + " of " + hostclass,
                (host.ended()
                                ? "it is " + host.state() + " before it was well."
                                : "its group gives it up as unhealthy.")
                        + why,
                "The end of its console is above. Remove the cause, then run the same command"
                        + " again: it goes on from here.");
    }

    private void stopIfLate(Instant start, @Nullable Instant launched, Instant now) {
        boolean late =
                launched == null
                        ? Duration.between(start, now).compareTo(patience.launch()) >= 0
                        : Duration.between(launched, now).compareTo(patience.well()) >= 0;
        if (!late) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        for (Wellness.State state : last) {
            if (!state.well()) {
                problems.addAll(launched == null ? notLaunched(state) : notWell(state));
            }
        }
        throw new ProblemException(problems);
    }

    private List<Problem> notLaunched(Wellness.State state) {
        if (state.launched() >= state.desired()) {
            return List.of();
        }
        Roster roster = state.roster();
        String reason =
                roster == null
                        ? "It has no group."
                        : roster.outside()
                                ? "Spotinst's console has the group's log."
                                : new Rosters(cloud.clients())
                                        .lastFailure(roster.group())
                                        .map(each -> "AWS's last failure: " + each)
                                        .orElse("AWS gives no reason.");
        return List.of(
                Problem.error(
                        "hostclass " + state.hostclass() + " in " + environment,
                        "after "
                                + seconds(patience.launch())
                                + " it has "
                                + state.launched()
                                + " of "
                                + state.desired()
                                + " instances. "
                                + reason,
                        "Remove the cause, or give it longer with --launch-wait, then run the same"
                                + " command again: it goes on from here."));
    }

    private List<Problem> notWell(Wellness.State state) {
        List<Problem> problems = new ArrayList<>();
        for (Member host : state.lagging()) {
            if (problems.size() < CONSOLES) {
                console(host.instanceId());
            }
            String what =
                    host.serving()
                            ? "it has not passed its smoke test: a host passes that "
                                    + state.passing()
                                    + "."
                                    + lastTry(state, host.instanceId())
                            : "it is not in service.";
            problems.add(
                    Problem.error(
                            "instance " + host.instanceId() + " of " + state.hostclass(),
                            "after " + seconds(patience.well()) + " " + what,
                            "Look at its console and its logs. Once the cause is gone, run the same"
                                    + " command again: it goes on from here."));
        }
        return problems;
    }

    private static String lastTry(Wellness.State state, String instanceId) {
        String reason = state.reasons().getOrDefault(instanceId, "");
        return reason.isEmpty() ? "" : " The last try: " + reason;
    }

    private void console(String instanceId) {
        progress.say("The end of the console of " + instanceId + ":");
        new Consoles(cloud.clients().ec2())
                .end(instanceId, CONSOLE_LINES)
                .forEach(each -> progress.say("  | " + each));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
