package dev.sila.cli;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsErrors.Meaning;
import dev.sila.aws.AwsFailures;
import dev.sila.aws.ChangeHistory;
import dev.sila.aws.Time;
import dev.sila.cli.operation.Drifts;
import dev.sila.engine.Drift;
import dev.sila.engine.Key;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again, and tells what changed since the look before: drift that appeared, drift
 * that went, and who made it once CloudTrail knows. A look that fails is told once, and the watch
 * goes on.
 */
final class DriftWatch {
    /** CloudTrail delivers within about 5 minutes on average, it says; after this nobody asks. */
    private static final Duration DELIVERY = Duration.ofMinutes(20);

    /** Failures that no later look mends by itself. */
    private static final Set<Meaning> LASTING =
            Set.of(
                    Meaning.NO_CREDENTIALS,
                    Meaning.BAD_CREDENTIALS,
                    Meaning.EXPIRED_CREDENTIALS,
                    Meaning.ACCESS_DENIED);

    private final Time time;
    private final long seconds;
    private final LookPause pause;
    private final Source source;
    private final Listener listener;
    private final AtomicReference<String> noted = new AtomicReference<>("");

    DriftWatch(
            Time time, InstantSource clock, Duration interval, Source source, Listener listener) {
        this.time = time;
        this.seconds = interval.toSeconds();
        this.pause = new LookPause(time, clock, interval, listener::beat);
        this.source = source;
        this.listener = listener;
    }

    /**
     * Where looks come from.
     *
     * @param look a fresh look
     * @param authors who changed these
     */
    record Source(Supplier<Drifts.Look> look, Function<List<Drift>, Drifts.Authors> authors) {}

    /** Who is told. */
    interface Listener {
        /** Something changed between two looks. */
        void changed(List<Happening> happenings);

        /** Something about the watch itself, once. */
        void note(String line);

        /** That the watch is alive: not to be kept. */
        void beat(String line);
    }

    /**
     * One change.
     *
     * @param at when it was seen, in UTC
     * @param what {@code appeared}, {@code changed}, {@code went}, {@code author}, {@code failed}
     *     or {@code recovered}
     * @param drift null if the look itself failed or recovered
     * @param problem why the look failed
     */
    record Happening(
            String at,
            String what,
            @Nullable Drift drift,
            ChangeHistory.@Nullable Event author,
            @Nullable String problem) {

        String text() {
            if (drift == null) {
                return at + " look " + what + (problem == null ? "" : ": " + problem) + "\n";
            }
            if (what.equals("went")) {
                return at + " went: " + drift.key() + " is as the files say\n";
            }
            return at + " " + what + ": " + DriftWords.text(drift, author);
        }

        Map<String, @Nullable Object> data() {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("at", at);
            data.put("change", what);
            data.put("problem", problem);
            data.put("resource", drift == null ? null : DriftWords.data(drift, author));
            return data;
        }
    }

    /** What the last look saw. */
    private record Seen(Drift drift, boolean told, long since) {}

    /**
     * Watches until the thread is interrupted or the process ends.
     *
     * @throws ProblemException if the first look finds the files or the credentials wrong
     */
    void run() {
        Map<Key, Seen> before = new TreeMap<>();
        String failed = null;
        for (boolean first = true; ; first = false) {
            List<Happening> happenings = new ArrayList<>();
            try {
                Map<Key, Seen> now = look(before, happenings);
                if (failed != null) {
                    happenings.addFirst(new Happening(pause.now(), "recovered", null, null, null));
                }
                failed = null;
                before = now;
                if (first) {
                    listener.note("Watching, with a look every " + seconds + " s.");
                }
            } catch (RuntimeException failure) {
                if (first && lasting(failure)) {
                    throw failure;
                }
                Problem problem = problem(failure);
                // A request's number differs each time; the cause is what has to change.
                String cause = problem.what().replaceAll(", request [^)]*\\)", ")");
                if (!cause.equals(failed)) {
                    happenings.add(
                            new Happening(pause.now(), "failed", null, null, problem.what()));
                }
                failed = cause;
            }
            if (!happenings.isEmpty()) {
                listener.changed(happenings);
            }
            pause.rest(
                    failed == null
                            ? before.size() + " not as the files say"
                            : "the last look failed");
        }
    }

    private Map<Key, Seen> look(Map<Key, Seen> before, List<Happening> happenings) {
        Drifts.Look look = source.look().get();
        Map<Key, Seen> now = new TreeMap<>();
        List<Drift> asked = new ArrayList<>();
        for (Drift each : look.drifts()) {
            Seen earlier = before.get(each.key());
            Seen seen =
                    earlier != null && earlier.drift().equals(each)
                            ? earlier
                            : new Seen(each, false, time.nanos());
            now.put(each.key(), seen);
            boolean young = time.nanos() - seen.since() <= DELIVERY.toNanos();
            if (!seen.told() && young) {
                asked.add(each);
            }
        }
        Map<Drift, ChangeHistory.Event> authors = asked.isEmpty() ? Map.of() : authors(asked);
        for (Drift each : asked) {
            Seen earlier = before.get(each.key());
            ChangeHistory.Event author = authors.get(each);
            boolean known = author != null && !author.ofSila();
            if (earlier == null || !earlier.drift().equals(each)) {
                String what = earlier == null ? "appeared" : "changed";
                happenings.add(new Happening(pause.now(), what, each, author, null));
            } else if (known) {
                happenings.add(new Happening(pause.now(), "author", each, author, null));
            }
            if (known) {
                now.computeIfPresent(each.key(), (key, seen) -> new Seen(each, true, seen.since()));
            }
        }
        before.forEach((key, seen) -> {
            if (!now.containsKey(key)) {
                happenings.add(new Happening(pause.now(), "went", seen.drift(), null, null));
            }
        });
        return now;
    }

    private Map<Drift, ChangeHistory.Event> authors(List<Drift> asked) {
        Drifts.Authors authors = source.authors().apply(asked);
        String untold = authors.untold();
        if (untold != null && !untold.equals(noted.getAndSet(untold))) {
            listener.note(untold);
        }
        return authors.events();
    }

    private static boolean lasting(RuntimeException failure) {
        return failure instanceof ProblemException || LASTING.contains(AwsErrors.meaning(failure));
    }

    private static Problem problem(RuntimeException failure) {
        if (failure instanceof ProblemException plain) {
            return Problem.error("look", String.valueOf(plain.getMessage()), "");
        }
        return AwsFailures.inWords("AWS", failure).orElseThrow(() -> failure);
    }
}
