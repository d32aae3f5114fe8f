package dev.sila.cli.operation;

import dev.sila.aws.AwsFailures;
import dev.sila.aws.ChangeHistory;
import dev.sila.aws.kind.Traces;
import dev.sila.engine.Drift;
import dev.sila.engine.Plan;
import dev.sila.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What differs between the cloud and the files, and who made it so. */
public final class Drifts {
    /** CloudTrail answers two questions a second: more resources than this are not asked for. */
    private static final int MOST = 20;

    private final Cloud cloud;
    private final Supplier<Plan> plan;

    /**
     * @param plan makes a plan from a fresh look
     */
    public Drifts(Cloud cloud, Supplier<Plan> plan) {
        this.cloud = cloud;
        this.plan = plan;
    }

    /**
     * What is not as the files say.
     *
     * @param asWanted how many resources are
     */
    public record Look(List<Drift> drifts, int asWanted) {
        public Look {
            drifts = List.copyOf(drifts);
        }
    }

    /**
     * What CloudTrail knows.
     *
     * @param events the newest change of each resource that it knows
     * @param untold why it does not know more, for people; null: nothing stood in the way
     */
    public record Authors(Map<Drift, ChangeHistory.Event> events, @Nullable String untold) {
        public Authors {
            events = Map.copyOf(events);
        }
    }

    /** A fresh look. */
    public Look look() {
        Plan now = plan.get();
        return new Look(Drift.of(now), now.counts().keep());
    }

    /** Who changed these last. That CloudTrail cannot be asked is no failure. */
    public Authors authors(List<Drift> drifts) {
        Traces traces = new Traces(new ChangeHistory(cloud.clients().cloudTrail()));
        Map<Drift, ChangeHistory.Event> events = new LinkedHashMap<>();
        for (Drift each : drifts.stream().limit(MOST).toList()) {
            try {
                traces.of(each).ifPresent(event -> events.put(each, event));
            } catch (RuntimeException failure) {
                Optional<Problem> refused = AwsFailures.inWords("CloudTrail", failure);
                return new Authors(
                        events,
                        "Who changed it is not known. "
                                + refused.orElseThrow(() -> failure).what());
            }
        }
        String untold =
                drifts.size() > MOST
                        ? "CloudTrail was asked about the first %d of %d."
                                .formatted(MOST, drifts.size())
                        : null;
        return new Authors(events, untold);
    }
}
