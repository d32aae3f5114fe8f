package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Worded;

/** What tells a CloudWatch metric from others of its name: one dimension of it. */
public record Dimension(String name, Value value) implements Worded {
    static final String GROUP = "AutoScalingGroupName";
    static final String CLASSIC = "LoadBalancerName";
    static final String BALANCER = "LoadBalancer";
    static final String TARGETS = "TargetGroup";

    /** The value of a dimension. */
    public sealed interface Value {}

    /** A text as it is. */
    public record Text(String text) implements Value {}

    /** The real name of an autoscaling group. */
    public record Group(Ref<AutoScalingGroup> group) implements Value {}

    /** The real name of a classic load balancer. */
    public record Classic(Ref<ClassicLoadBalancer> balancer) implements Value {}

    /**
     * The end of an application or network load balancer's ARN, such as {@code app/ci-web/50dc6c}.
     */
    public record Balancer(Ref<LoadBalancer> balancer) implements Value {}

    /** The end of a target group's ARN, such as {@code targetgroup/ci-web/73e2d6}. */
    public record Targets(Ref<TargetGroup> group) implements Value {}

    /** The dimension of the metrics of everything in an autoscaling group. */
    public static Dimension of(Ref<AutoScalingGroup> group) {
        return new Dimension(GROUP, new Group(group));
    }

    /** The dimension of a classic load balancer's metrics. */
    public static Dimension ofClassic(Ref<ClassicLoadBalancer> balancer) {
        return new Dimension(CLASSIC, new Classic(balancer));
    }

    /** The dimension of an application or network load balancer's metrics. */
    public static Dimension ofBalancer(Ref<LoadBalancer> balancer) {
        return new Dimension(BALANCER, new Balancer(balancer));
    }

    /** The further dimension of a load balancer's metrics that are counted by target group. */
    public static Dimension ofTargets(Ref<TargetGroup> group) {
        return new Dimension(TARGETS, new Targets(group));
    }

    /** A dimension with a text. */
    public static Dimension of(String name, String text) {
        return new Dimension(name, new Text(text));
    }

    @Override
    public String inWords() {
        return name
                + "="
                + switch (value) {
                    case Text(String text) -> text;
                    case Group(var group) -> group.name();
                    case Classic(var balancer) -> balancer.name();
                    case Balancer(var balancer) -> balancer.name();
                    case Targets(var group) -> group.name();
                };
    }
}
