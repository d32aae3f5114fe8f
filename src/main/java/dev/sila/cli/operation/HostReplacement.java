package dev.sila.cli.operation;

import dev.sila.aws.Refreshes;
import dev.sila.aws.Refreshes.Refresh;
import dev.sila.aws.Wait;
import dev.sila.cli.output.Progress;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/**
 * Replaces the hosts of one group that are not of its launch template as it is now. Auto Scaling
 * does it, also when Sila is gone: whoever comes next waits for the same replacement.
 */
public final class HostReplacement {
    private static final Duration PER_HOST = Duration.ofMinutes(4);

    private final Cloud cloud;
    private final Progress progress;
    private final Refreshes refreshes;
    private final String group;
    private final Manner manner;

    /**
     * How it is done.
     *
     * @param least how much of the desired size stays in service, in percent
     * @param most how much of it there may be meanwhile, in percent
     * @param patience when to give up waiting
     */
    public record Manner(int least, int most, Duration patience) {}

    public HostReplacement(Cloud cloud, Progress progress, String group, Manner manner) {
        this.cloud = cloud;
        this.progress = progress;
        this.refreshes = new Refreshes(cloud.clients().autoScaling());
        this.group = group;
        this.manner = manner;
    }

    /** Whether hosts are being replaced already. */
    public boolean goesOn() {
        return refreshes.active(group).isPresent();
    }

    /**
     * Begins it, unless it goes on already, and returns when it is over.
     *
     * @param hosts how many there are, which says how long it usually takes
     * @throws ProblemException if it ends otherwise than well, or not in time
     */
    public void carryOut(int hosts) {
        String id =
                refreshes
                        .active(group)
                        .map(Refresh::id)
                        .orElseGet(() -> refreshes.start(group, manner.least(), manner.most()));
        Wait wait =
                new Wait(
                        "the hosts of " + group + " to be replaced",
                        PER_HOST.multipliedBy(Math.max(1, hosts)),
                        manner.patience());
        String[] told = {""};
        Refresh end =
                cloud.waiter()
                        .untilPresent(
                                wait,
                                () -> {
                                    Refresh now = refreshes.state(group, id);
                                    tell(now, told);
                                    return now.goesOn() ? Optional.empty() : Optional.of(now);
                                });
        if (!end.succeeded()) {
            throw new ProblemException(
                    Problem.error(
                            "auto scaling group " + group,
                            "its refresh ended as " + end.status() + ": " + end.reason(),
                            "Hosts that were not replaced run on. Remove the cause, then run the"
                                    + " same command again."));
        }
    }

    private void tell(Refresh now, String[] told) {
        String line =
                "  %s: %s, %d %% replaced, %d %s to go"
                        .formatted(
                                group,
                                now.status(),
                                now.percent(),
                                now.left(),
                                now.left() == 1 ? "host" : "hosts");
        if (!line.equals(told[0])) {
            told[0] = line;
            progress.say(line);
        }
    }
}
