package dev.sila.aws.forecast;

import dev.sila.aws.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Counts calls by action, and the tokens that they take. */
final class Tally {
    private record Action(String service, String name, int calls, boolean orMore) {
        Action and(Action other) {
            return new Action(service, name, calls + other.calls, orMore || other.orMore);
        }
    }

    private Tally() {}

    static List<Forecast.Use> of(List<Forecaster.Job> jobs) {
        Map<String, Action> actions = new TreeMap<>();
        for (Forecaster.Job job : jobs) {
            for (Effort.Call each : job.effort().calls()) {
                Action action =
                        new Action(each.service(), each.action(), each.times(), each.isOrMore());
                actions.merge(each.service() + ":" + each.action(), action, Action::and);
            }
        }
        Map<Limits.Bucket, Double> tokens = new HashMap<>();
        for (Action each : actions.values()) {
            draws(each.service(), each.name())
                    .forEach(draw ->
                            tokens.merge(draw.bucket(), each.calls() * draw.tokens(), Double::sum));
        }
        List<Forecast.Use> uses = new ArrayList<>();
        for (Action each : actions.values()) {
            Limits.Bucket fullest =
                    draws(each.service(), each.name()).stream()
                            .map(Limits.Draw::bucket)
                            .max(
                                    Comparator.comparingDouble(
                                            bucket -> drawn(tokens, bucket) / bucket.size()))
                            .orElseThrow();
            uses.add(
                    new Forecast.Use(
                            each.service(),
                            each.name(),
                            each.calls(),
                            each.orMore(),
                            fullest,
                            drawn(tokens, fullest)));
        }
        return uses;
    }

    private static double drawn(Map<Limits.Bucket, Double> tokens, Limits.Bucket bucket) {
        return Objects.requireNonNull(tokens.get(bucket));
    }

    /** Every handler's call names what it is about, so none counts as a call about everything. */
    static List<Limits.Draw> draws(String service, String action) {
        return Limits.draws(new Limits.Call(service, action, false, 0));
    }
}
