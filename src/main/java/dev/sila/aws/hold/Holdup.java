package dev.sila.aws.hold;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Wait;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * One deletion that does not get on: finds out by what it is held up, now and again while it is
 * waited for, and says so.
 */
public final class Holdup {
    /** Most of what is in the way goes within seconds: before that nobody needs to know. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(6);

    private static final Duration NEXT_LOOK = Duration.ofSeconds(30);

    /** More than this many are only counted. */
    private static final int NAMED = 5;

    private static final Duration USUALLY = Duration.ofMinutes(1);

    private final Holdings holdings;
    private final String resource;
    private final String id;
    private final Duration patience;
    private final AtomicReference<Seen> last;

    private record Seen(Duration at, List<Holding> holdings) {}

    /**
     * @param resource what is to be deleted, for people
     * @param patience how long is waited
     */
    public Holdup(Holdings holdings, String resource, String id, Duration patience) {
        this.holdings = holdings;
        this.resource = resource;
        this.id = id;
        this.patience = patience;
        this.last = new AtomicReference<>(new Seen(FIRST_LOOK.minus(NEXT_LOOK), List.of()));
    }

    /** The wait before anything is known. */
    public Wait begin() {
        return new Wait(resource + " to be let go by what still uses it", USUALLY, patience);
    }

    /** The wait after that much time: with what is in the way, as soon as that is worth a look. */
    public Wait after(Duration soFar) {
        Seen seen = last.get();
        if (soFar.minus(seen.at()).compareTo(NEXT_LOOK) >= 0) {
            seen = new Seen(soFar, holdings.of(id));
            last.set(seen);
        }
        if (seen.holdings().isEmpty()) {
            return begin();
        }
        Duration usually =
                seen.holdings().stream()
                        .map(Holding::usually)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        return new Wait(resource + ", held by " + named(seen.holdings()), usually, patience);
    }

    /** Why it could not be deleted in all that time. */
    public ProblemException givenUp(RuntimeException refusal) {
        List<Holding> now = holdings.of(id);
        if (now.isEmpty()) {
            return new ProblemException(AwsErrors.problem(resource, refusal));
        }
        List<String> remedies =
                new ArrayList<>(now.stream().map(Holding::remedy).distinct().limit(NAMED).toList());
        remedies.add("Then run the same command again: it goes on from here.");
        return new ProblemException(
                Problem.error(
                        resource,
                        "cannot be deleted: it is held by "
                                + named(now)
                                + "; waited "
                                + patience.toSeconds()
                                + " s ("
                                + AwsErrors.code(refusal)
                                + ").",
                        String.join(" ", remedies)));
    }

    private static String named(List<Holding> holdings) {
        String named =
                holdings.stream()
                        .limit(NAMED)
                        .map(Holding::inWords)
                        .collect(Collectors.joining("; "));
        int more = holdings.size() - NAMED;
        return more > 0 ? named + "; and " + more + " more" : named;
    }
}
