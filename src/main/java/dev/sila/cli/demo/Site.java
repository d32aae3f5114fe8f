package dev.sila.cli.demo;

import dev.sila.aws.Balancers;
import dev.sila.aws.Groups;
import dev.sila.aws.Hosts;
import dev.sila.aws.Metrics;
import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.Dimension;
import dev.sila.aws.kind.Listener;
import dev.sila.cli.operation.Cloud;
import dev.sila.engine.Found;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The web tier of an environment that stands: where clients reach it, and what can be done to it.
 */
final class Site {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Cloud cloud;
    private final List<Found<?>> resources;
    private final Found<AutoScalingGroup> group;
    private final Groups groups;

    /**
     * @param resources everything of the environment
     */
    Site(Cloud cloud, List<Found<?>> resources) {
        this.cloud = cloud;
        this.resources = resources;
        this.groups = new Groups(cloud.clients());
        this.group = one(AutoScalingGroup.class, each -> !each.targetGroups().isEmpty());
    }

    private <S extends Spec> Found<S> one(Class<S> type, Predicate<S> suits) {
        for (Found<?> each : resources) {
            if (type.isInstance(each.state()) && suits.test(type.cast(each.state()))) {
                return new Found<>(each.id(), type.cast(each.state()), each.attrs());
            }
        }
        throw new ProblemException(
                Problem.error(
                        "sila demo",
                        "the pipeline brought up no "
                                + type.getSimpleName()
                                + " that the demo needs.",
                        "The demo needs one hostclass behind a balancer with scaling thresholds; examples/storefront has"
                                + " one."));
    }

    /** Where clients connect: the balancer's address and its listener's port. */
    InetSocketAddress entrance() {
        Found<Listener> listener = one(Listener.class, each -> each.protocol().equals("HTTP"));
        String balancer = listener.state().loadBalancer().name();
        String name =
                new Balancers(
                                cloud.clients().loadBalancing(),
                                cloud.clients().classicLoadBalancing())
                        .dnsName(balancer);
        return new InetSocketAddress(name, listener.state().port());
    }

    Groups.Crew crew() {
        return groups.crew(group.id());
    }

    int smallest() {
        Integer size = group.state().minSize();
        return size == null ? 0 : size;
    }

    int largest() {
        Integer size = group.state().maxSize();
        return size == null ? 0 : size;
    }

    /**
     * Reports load beyond the alarm's threshold until the policy behind it wants the largest size.
     */
    void press() {
        report("Greater", 1, largest());
    }

    /**
     * Reports load below the alarm's threshold until the policy behind it wants the smallest size.
     */
    void relax() {
        report("Less", -1, smallest());
    }

    private void report(String comparison, int direction, int size) {
        Alarm alarm =
                one(
                                Alarm.class,
                                each ->
                                        each.comparison().startsWith(comparison)
                                                && each.dimensions()
                                                        .contains(
                                                                Dimension.of(
                                                                        new Ref<>(
                                                                                AutoScalingGroup
                                                                                        .class,
                                                                                group.id()))))
                        .state();
        double value = Math.max(0, alarm.threshold() + direction * alarm.threshold() / 2);
        Metrics metrics = new Metrics(cloud.clients().cloudWatch());
        until(
                "the group to want " + size + " hosts",
                () -> {
                    metrics.put(alarm.namespace(), alarm.metric(), group.id(), value);
                    return crew().desired() == size;
                });
    }

    /** Returns when exactly the desired number of hosts serves. */
    void settle() {
        until("all " + crew().desired() + " hosts to serve", () -> crew().complete());
    }

    /** Kills one serving host, returns its identifier. */
    String kill() {
        String victim = crew().serving().stream().sorted().findFirst().orElseThrow();
        new Hosts(cloud.clients().ec2()).terminate(victim);
        return victim;
    }

    /** Returns when the balancer sends nothing to that host any more. */
    void untilGone(String host) {
        until("the balancer to notice", () -> !crew().serving().contains(host));
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new ProblemException(
                        Problem.error(
                                "sila demo",
                                "waited " + PATIENCE.toSeconds() + " s for " + what + ".",
                                "Run it again; if it happens again, the machine may be too busy: give a lower --rate."));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(GLANCE.toNanos());
        }
    }
}
