package dev.sila.rehearsal;

import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.Dimension;
import dev.sila.aws.kind.LogGroup;
import dev.sila.aws.kind.MetricFilter;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import java.util.List;
import java.util.Set;

/** What watches the {@link Specimens}. */
record WatchingSpecimens(Specimens of) {
    List<Spec> all() {
        return List.of(
                policy(),
                steps(),
                tracking(),
                requests(),
                alarm(),
                teamAlarm(),
                balancerAlarm(),
                classicAlarm(),
                logs(),
                filter());
    }

    private String environment() {
        return of.environment();
    }

    ScalingPolicy policy() {
        return ScalingPolicy.of(
                Ref.to(of.fleet()),
                "up",
                new ScalingPolicy.Simple("PercentChangeInCapacity", 10, 1, 600));
    }

    ScalingPolicy steps() {
        return ScalingPolicy.of(
                Ref.to(of.fleet()),
                "steps",
                new ScalingPolicy.Steps(
                        "ChangeInCapacity",
                        null,
                        null,
                        Set.of(
                                new ScalingPolicy.Step(-10.0, 0.0, -1),
                                new ScalingPolicy.Step(null, -10.0, -2))));
    }

    ScalingPolicy tracking() {
        return ScalingPolicy.of(
                Ref.to(of.fleet()),
                "target",
                new ScalingPolicy.Tracking(
                        new ScalingPolicy.Predefined("ASGAverageCPUUtilization"), 50, true, null));
    }

    /** Needs the listener: AWS refuses it before requests reach the target group. */
    ScalingPolicy requests() {
        return ScalingPolicy.of(
                Ref.to(of.fleet()),
                "requests",
                new ScalingPolicy.Tracking(
                        new ScalingPolicy.Requests(
                                Ref.to(of.balancer()),
                                of.listener().targetGroup(),
                                Ref.to(of.listener())),
                        1000,
                        true,
                        null));
    }

    Alarm alarm() {
        return new Alarm(
                environment() + "_mhcweb_CPUUtilization_max",
                "mhcweb",
                "CPU of " + environment(),
                "AWS/EC2",
                "CPUUtilization",
                Set.of(Dimension.of(Ref.to(of.fleet()))),
                "Average",
                60,
                1,
                70,
                "GreaterThanThreshold",
                "missing",
                Set.of(Ref.to(policy())),
                Set.of(Ref.to(of.topic())),
                Set.of(Ref.to(of.topic())));
    }

    LogGroup logs() {
        String name = environment() + "/mhcweb/var/log/httpd/error_log";
        return new LogGroup(name, 30, of.tags(name, "mhcweb"));
    }

    MetricFilter filter() {
        return new MetricFilter(
                MetricFilter.name(logs().name(), "mhcweb-ErrorCount"),
                Ref.to(logs()),
                "mhcweb-ErrorCount",
                "error",
                MetricFilter.namespace(environment()),
                "mhcweb-ErrorCount",
                "1");
    }

    /** An alarm of a team, on a metric that has nothing to do with a group. */
    Alarm teamAlarm() {
        return new Alarm(
                "core_" + environment() + "_mhcweb_FreeStorageSpace_min",
                "rds:customers",
                "Disk of " + environment(),
                "AWS/RDS",
                "FreeStorageSpace",
                Set.of(Dimension.of("DBInstanceIdentifier", environment() + "-db")),
                "Minimum",
                300,
                2,
                1e9,
                "LessThanThreshold",
                null,
                Set.of(),
                Set.of(Ref.to(of.topic())),
                null);
    }

    Alarm balancerAlarm() {
        return silent(
                "UnHealthyHostCount",
                "AWS/ApplicationELB",
                Set.of(
                        Dimension.ofBalancer(Ref.to(of.balancer())),
                        Dimension.ofTargets(of.listener().targetGroup())));
    }

    Alarm classicAlarm() {
        return silent(
                "SurgeQueueLength",
                "AWS/ELB",
                Set.of(Dimension.ofClassic(Ref.to(new BalancerSpecimens(of).classic()))));
    }

    private Alarm silent(String metric, String namespace, Set<Dimension> dimensions) {
        return new Alarm(
                environment() + "_mhcweb_" + metric + "_max",
                "mhcweb",
                metric + " of " + environment(),
                namespace,
                metric,
                dimensions,
                "Maximum",
                60,
                2,
                0,
                "GreaterThanThreshold",
                null,
                Set.of(),
                Set.of(),
                Set.of());
    }
}
