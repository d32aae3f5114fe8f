package dev.sila.aws.forecast;

import dev.sila.aws.Actions;
import dev.sila.aws.Limits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Plays work through, call by call, on AWS's token buckets, which are full at the beginning: each
 * job begins when those it waits for are done, and makes its calls one after the other.
 */
final class Clockwork {
    /** AWS publishes no times of answers; calls that change something take some tenths. */
    private static final double CHANGING = 0.4;

    private static final double READING = 0.15;

    /**
     * How it went.
     *
     * @param path the jobs that the end waited for, the first one first
     */
    record Course(Duration duration, List<String> path) {}

    /** A job's next call may be made now. */
    private record Moment(double at, int job, int call) {}

    private final List<Forecaster.Job> jobs;
    private final List<List<Effort.Call>> calls = new ArrayList<>();
    private final Map<Limits.Bucket, Bucket> buckets = new HashMap<>();
    private final PriorityQueue<Moment> moments =
            new PriorityQueue<>(
                    Comparator.comparingDouble(Moment::at)
                            .thenComparingInt(Moment::job)
                            .thenComparingInt(Moment::call));
    private final List<List<Integer>> followers = new ArrayList<>();
    private final int[] open;
    private final int[] waitedFor;
    private double end;
    private int last = -1;

    private Clockwork(List<Forecaster.Job> jobs) {
        this.jobs = jobs;
        open = new int[jobs.size()];
        waitedFor = new int[jobs.size()];
        for (Forecaster.Job job : jobs) {
            List<Effort.Call> each = new ArrayList<>();
            job.effort()
                    .calls()
                    .forEach(
                            call -> each.addAll(java.util.Collections.nCopies(call.times(), call)));
            calls.add(each);
            followers.add(new ArrayList<>());
        }
    }

    static Course run(List<Forecaster.Job> jobs) {
        return new Clockwork(jobs).run();
    }

    private Course run() {
        for (int job = 0; job < open.length; job++) {
            int number = job;
            open[job] = jobs.get(job).after().size();
            waitedFor[job] = -1;
            jobs.get(job).after().forEach(each -> followers.get(each).add(number));
            if (open[job] == 0) {
                begin(job, 0);
            }
        }
        for (Moment now = moments.poll(); now != null; now = moments.poll()) {
            if (now.call() < calls.get(now.job()).size()) {
                call(now);
            } else {
                ended(now);
            }
        }
        return new Course(Duration.ofMillis(Math.round(end * 1000)), path());
    }

    /** After its last call, a job's end comes when what it waits for has happened. */
    private void call(Moment now) {
        List<Effort.Call> all = calls.get(now.job());
        Effort.Call call = all.get(now.call());
        double held = 0;
        for (Limits.Draw draw : Tally.draws(call.service(), call.action())) {
            Bucket bucket = buckets.computeIfAbsent(draw.bucket(), Bucket::new);
            held = Math.max(held, bucket.take(draw.tokens(), now.at()));
        }
        double answered = now.at() + held + (Actions.reading(call.action()) ? READING : CHANGING);
        double waiting = now.call() + 1 < all.size() ? 0 : waiting(now.job());
        moments.add(new Moment(answered + waiting, now.job(), now.call() + 1));
    }

    private void ended(Moment now) {
        end = Math.max(end, now.at());
        last = now.job();
        for (int each : followers.get(now.job())) {
            open[each]--;
            if (open[each] == 0) {
                waitedFor[each] = now.job();
                begin(each, now.at());
            }
        }
    }

    private void begin(int job, double at) {
        double waiting = calls.get(job).isEmpty() ? waiting(job) : 0;
        moments.add(new Moment(at + waiting, job, 0));
    }

    private double waiting(int job) {
        return jobs.get(job).effort().waiting().toMillis() / 1000.0;
    }

    private List<String> path() {
        Deque<String> path = new ArrayDeque<>();
        for (int job = last; job >= 0; job = waitedFor[job]) {
            if (!jobs.get(job).name().isEmpty()) {
                path.addFirst(jobs.get(job).name());
            }
        }
        return List.copyOf(path);
    }

    /** One token bucket. Tokens may be owed: who draws them then waits until they have come. */
    private static final class Bucket {
        private final Limits.Bucket published;
        private double tokens;
        private double at;

        Bucket(Limits.Bucket published) {
            this.published = published;
            tokens = published.size();
        }

        double take(double wanted, double now) {
            tokens = Math.min(published.size(), tokens + (now - at) * published.perSecond());
            at = now;
            tokens -= wanted;
            return tokens >= 0 ? 0 : -tokens / published.perSecond();
        }
    }
}
