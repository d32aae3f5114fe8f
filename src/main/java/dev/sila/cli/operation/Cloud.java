package dev.sila.cli.operation;

import dev.sila.aws.AwsFailures;
import dev.sila.aws.Calls;
import dev.sila.aws.Clients;
import dev.sila.aws.Waiter;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.kind.Footprints;
import dev.sila.aws.kind.Kinds;
import dev.sila.engine.Applier;
import dev.sila.engine.Kind;
import dev.sila.engine.Plan;
import dev.sila.engine.Planner;
import dev.sila.engine.SavedPlan;
import dev.sila.spotinst.ElastigroupFootprint;
import dev.sila.spotinst.ElastigroupHandler;
import dev.sila.spotinst.SpotinstAccess;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An AWS account and region, or a local cloud, with everything that plans and changes need. */
public final class Cloud implements AutoCloseable {
    private final Clients clients;
    private final Calls calls;
    private final Waiter waiter;
    private final Clock clock;
    private final AwsFailures failures;
    private final SpotinstAccess spotinst;
    private @Nullable List<Kind<?>> kinds;

    /** One beside which nobody plays Spotinst: see the other. */
    public Cloud(Clients clients, Calls calls, Waiter waiter, Clock clock) {
        this(clients, calls, waiter, clock, SpotinstAccess.NONE);
    }

    /**
     * @param calls counts what the clients do
     * @param spotinst where elastigroups are kept
     */
    public Cloud(
            Clients clients, Calls calls, Waiter waiter, Clock clock, SpotinstAccess spotinst) {
        this.clients = clients;
        this.calls = calls;
        this.waiter = waiter;
        this.clock = clock;
        this.spotinst = spotinst;
        this.failures = new AwsFailures(waiter);
    }

    public Clients clients() {
        return clients;
    }

    public Calls calls() {
        return calls;
    }

    public Clock clock() {
        return clock;
    }

    public Waiter waiter() {
        return waiter;
    }

    /**
     * Every kind there is; made when first asked for, because that makes the clients of all
     * services, which a command that lists hosts would only wait for.
     */
    public synchronized List<Kind<?>> kinds() {
        List<Kind<?>> all = kinds;
        if (all == null) {
            all = new ArrayList<>(Kinds.all(clients, waiter, clock));
            all.add(new ElastigroupHandler(spotinst, clients, waiter));
            all = List.copyOf(all);
            kinds = all;
        }
        return all;
    }

    /** What each of the kinds asks for. */
    public static List<Footprint<?>> footprints() {
        List<Footprint<?>> all = new ArrayList<>(Footprints.all());
        all.add(new ElastigroupFootprint());
        return List.copyOf(all);
    }

    public Planner planner() {
        return new Planner(kinds(), failures);
    }

    public Applier applier() {
        return new Applier(kinds(), failures, clock);
    }

    /**
     * The plan of a file, if the world is still the one it was made for.
     *
     * @throws dev.sila.problem.ProblemException if it is not, or if the file holds no plan
     */
    public Plan reread(Map<String, ?> saved) {
        return SavedPlan.read(saved, kinds(), failures);
    }

    @Override
    public void close() {
        clients.close();
    }
}
