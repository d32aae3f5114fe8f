package dev.sila.localcloud.traffic;

import dev.sila.localcloud.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Whose turn it is among the targets of a group that take requests. Needs no lock. */
final class Rota {
    private final AtomicInteger turn = new AtomicInteger();
    private final Timeline timeline;
    private volatile List<Target> routable = List.of();
    private volatile Spreading spreading = Spreading.STANDARD;

    Rota(Timeline timeline) {
        this.timeline = timeline;
    }

    void routable(List<Target> targets) {
        routable = targets;
    }

    void spreading(Spreading changed) {
        spreading = changed;
    }

    /**
     * The next target, with the right to send it one request, or the wanted one while it takes
     * requests; null when there is none that was not tried.
     *
     * @param seat the number of the client's connection: without spreading across zones it decides
     *     which zone serves it, as on AWS the node does that the name server sends a client to
     */
    @Nullable Target take(@Nullable TargetKey wanted, Set<Target> tried, int seat) {
        Spreading rules = spreading;
        List<Target> now = rules.acrossZones() ? routable : ofZone(routable, seat);
        for (Target each : wanted == null ? List.<Target>of() : routable) {
            if (each.key().equals(wanted) && !tried.contains(each) && each.begin()) {
                return each;
            }
        }
        Target first = preferred(now, rules, tried);
        if (first != null && first.begin()) {
            return first;
        }
        for (int index = 0; index < now.size(); index++) {
            Target next = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
            if (!tried.contains(next) && next.begin()) {
                return next;
            }
        }
        return null;
    }

    /** The one that the algorithm and slow start choose; null to leave it to the turn. */
    private @Nullable Target preferred(List<Target> now, Spreading rules, Set<Target> tried) {
        List<Target> open = now.stream().filter(each -> !tried.contains(each)).toList();
        if (open.isEmpty()) {
            return null;
        }
        return switch (rules.algorithm()) {
            case LEAST_OUTSTANDING -> {
                int start = Math.floorMod(turn.getAndIncrement(), open.size());
                yield java.util.stream.IntStream.range(0, open.size())
                        .mapToObj(index -> open.get((start + index) % open.size()))
                        .min(Comparator.comparingInt(Target::inFlight))
                        .orElse(null);
            }
            case RANDOM -> open.get(ThreadLocalRandom.current().nextInt(open.size()));
            case ROUND_ROBIN -> rules.slowStart().isZero() ? null : warm(open, rules.slowStart());
        };
    }

    /** In turn, but a target that warms up is passed over by the share that it lacks. */
    private @Nullable Target warm(List<Target> open, Duration slowStart) {
        Instant now = timeline.now();
        for (int index = 0; index < open.size(); index++) {
            Target next = open.get(Math.floorMod(turn.getAndIncrement(), open.size()));
            if (ThreadLocalRandom.current().nextDouble() < share(next, now, slowStart)) {
                return next;
            }
        }
        return null;
    }

    private double share(Target target, Instant now, Duration slowStart) {
        Instant since = target.healthySince();
        double whole = Math.max(1, timeline.scaled(slowStart).toMillis());
        return since == null ? 1 : Duration.between(since, now).toMillis() / whole;
    }

    private static List<Target> ofZone(List<Target> all, int seat) {
        List<String> zones = all.stream().map(Target::zone).distinct().sorted().toList();
        if (zones.size() < 2) {
            return all;
        }
        String zone = zones.get(Math.floorMod(seat, zones.size()));
        return all.stream().filter(each -> Objects.equals(each.zone(), zone)).toList();
    }
}
