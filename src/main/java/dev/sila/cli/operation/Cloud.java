package dev.sila.cli.operation;

import dev.sila.aws.AwsFailures;
import dev.sila.aws.Calls;
import dev.sila.aws.Clients;
import dev.sila.aws.Waiter;
import dev.sila.aws.kind.Kinds;
import dev.sila.engine.Applier;
import dev.sila.engine.Kind;
import dev.sila.engine.Plan;
import dev.sila.engine.Planner;
import dev.sila.engine.SavedPlan;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** An AWS account and region, or a local cloud, with everything that plans and changes need. */
public final class Cloud implements AutoCloseable {
    private final Clients clients;
    private final Calls calls;
    private final Waiter waiter;
    private final List<Kind<?>> kinds;
    private final Planner planner;
    private final Applier applier;

    /**
     * @param calls counts what the clients do
     */
    public Cloud(Clients clients, Calls calls, Waiter waiter, Clock clock) {
        this.clients = clients;
        this.calls = calls;
        this.waiter = waiter;
        this.kinds = Kinds.all(clients, waiter, clock);
        this.planner = new Planner(kinds);
        this.applier = new Applier(kinds, new AwsFailures(), clock);
    }

    public Clients clients() {
        return clients;
    }

    public Calls calls() {
        return calls;
    }

    public Waiter waiter() {
        return waiter;
    }

    /** Every kind there is. */
    public List<Kind<?>> kinds() {
        return kinds;
    }

    public Planner planner() {
        return planner;
    }

    public Applier applier() {
        return applier;
    }

    /**
     * The plan of a file, if the world is still the one it was made for.
     *
     * @throws dev.sila.problem.ProblemException if it is not, or if the file holds no plan
     */
    public Plan reread(Map<String, ?> saved) {
        return SavedPlan.read(saved, kinds);
    }

    @Override
    public void close() {
        clients.close();
    }
}
