package dev.sila.aws.kind;

import dev.sila.engine.Ids;
import dev.sila.engine.World;

/** Dimensions of metrics between AWS's form and ours. */
final class Dimensions {
    private static final String BALANCING = "elasticloadbalancing";
    private static final String BALANCER = "loadbalancer/";

    private final World world;
    private final String partition;
    private final String place;

    /**
     * @param arn of the alarm or policy that has them: what they lead to is in the same region and
     *     account
     */
    Dimensions(World world, String arn) {
        String[] words = arn.split(":", -1);
        this.world = world;
        this.partition = words[1];
        this.place = words[3] + ":" + words[4];
    }

    /** A dimension as AWS tells it. */
    Dimension read(String name, String value) {
        return switch (name) {
            case Dimension.GROUP ->
                    new Dimension(
                            name, new Dimension.Group(world.ref(AutoScalingGroup.class, value)));
            case Dimension.CLASSIC ->
                    new Dimension(
                            name,
                            new Dimension.Classic(world.ref(ClassicLoadBalancer.class, value)));
            case Dimension.BALANCER ->
                    new Dimension(
                            name,
                            new Dimension.Balancer(
                                    world.ref(LoadBalancer.class, balancerArn(value))));
            case Dimension.TARGETS ->
                    new Dimension(
                            name, new Dimension.Targets(world.ref(TargetGroup.class, arn(value))));
            default -> Dimension.of(name, value);
        };
    }

    /** The ARN of a load balancer of which it is the end. */
    String balancerArn(String end) {
        return arn(BALANCER + end);
    }

    /** The ARN of which it is the end. */
    String arn(String end) {
        return String.join(":", "arn", partition, BALANCING, place, end);
    }

    /** The value as AWS wants it. */
    static String value(Dimension wanted, Ids ids) {
        return switch (wanted.value()) {
            case Dimension.Text(String text) -> text;
            case Dimension.Group(var group) -> ids.of(group);
            case Dimension.Classic(var balancer) -> ids.of(balancer);
            case Dimension.Balancer(var balancer) -> balancerEnd(ids.of(balancer));
            case Dimension.Targets(var group) -> end(ids.of(group));
        };
    }

    /** What CloudWatch has of a load balancer's ARN. */
    static String balancerEnd(String arn) {
        return end(arn).substring(BALANCER.length());
    }

    /** What CloudWatch has of an ARN. */
    static String end(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
