package dev.sila.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AWS's request rates: which token buckets a call draws from.
 *
 * <p>EC2: per action; <a
 * href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html">EC2 API
 * throttling</a>. Elastic Load Balancing: one bucket over all actions beside one per class; <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html">ELB
 * API throttling</a>. SNS: per action; <a
 * href="https://docs.aws.amazon.com/general/latest/gr/sns.html">Amazon SNS endpoints and
 * quotas</a>. The others publish none: {@link #UNPUBLISHED}, from which {@link Throttle} learns.
 */
public final class Limits {
    /** A bucket's name within its service, its size, and how many tokens flow in each second. */
    public record Bucket(String name, double size, double perSecond) {
        /** Whether AWS publishes it. */
        boolean published() {
            return !name.endsWith(UNPUBLISHED_NAME);
        }
    }

    /** A draw on one bucket. */
    public record Draw(Bucket bucket, double tokens) {}

    /**
     * What the rate of a call depends on.
     *
     * @param bare whether a Describe has neither filter nor identifiers nor a page size
     * @param instances how many instances a call is about; 0 if none
     */
    public record Call(String service, String action, boolean bare, int instances) {}

    private record Size(double bucket, double perSecond) {}

    private static final Size READING = new Size(100, 20);
    private static final Size READING_ALL = new Size(50, 10);
    private static final Size CHANGING = new Size(50, 5);

    /** Route 53: five requests in each second for an account, whatever they are. */
    private static final Size NAMING = new Size(5, 5);

    /** LookupEvents: "two requests per second, per account, per Region". */
    private static final Size LOOKING_UP = new Size(2, 2);

    /** A guess that few will reach; too much of it is learned from AWS's refusals. */
    static final double UNPUBLISHED_SIZE = 40;

    static final double UNPUBLISHED = 20;

    private static final String UNPUBLISHED_NAME = ":unpublished";

    private static final Set<String> SLOWER_WHEN_BARE =
            Set.of(
                    "DescribeInstances",
                    "DescribeInstanceStatus",
                    "DescribeNetworkInterfaces",
                    "DescribeSecurityGroups",
                    "DescribeSnapshots",
                    "DescribeSpotInstanceRequests",
                    "DescribeVolumes");

    private static final Map<String, Size> EC2 =
            Map.ofEntries(
                    Map.entry("CreateTags", new Size(100, 10)),
                    Map.entry("DeleteTags", new Size(100, 10)),
                    Map.entry("RunInstances", new Size(5, 2)),
                    Map.entry("StartInstances", new Size(5, 2)),
                    Map.entry("TerminateInstances", new Size(100, 5)),
                    Map.entry("CreateNatGateway", new Size(10, 1)),
                    Map.entry("DeleteNatGateway", new Size(10, 1)),
                    Map.entry("CreateVpcEndpoint", new Size(4, 0.3)),
                    Map.entry("DeleteVpcEndpoints", new Size(4, 0.3)),
                    Map.entry("CopyImage", new Size(100, 1)));

    private static final Map<String, Size> EC2_INSTANCES =
            Map.of(
                    "RunInstances", new Size(1000, 2),
                    "StartInstances", new Size(1000, 2),
                    "TerminateInstances", new Size(1000, 20),
                    "StopInstances", new Size(1000, 20));

    /** Calls in each second, as SNS publishes them; a second's worth is what can come at once. */
    private static final Map<String, Size> SNS =
            Map.of(
                    "ListTagsForResource", new Size(10, 10),
                    "TagResource", new Size(10, 10),
                    "Subscribe", new Size(100, 100),
                    "Unsubscribe", new Size(100, 100));

    private static final Size SNS_OTHERS = new Size(30, 30);

    private Limits() {}

    /** The draws that a call makes; it may go when all its buckets have the tokens. */
    public static List<Draw> draws(Call call) {
        return switch (call.service()) {
            case "ec2" -> ec2(call);
            case "elasticloadbalancing" -> loadBalancing(call.action());
            case "route53" -> List.of(one("route53:*", NAMING));
            case "cloudtrail" -> List.of(one("cloudtrail:" + call.action(), LOOKING_UP));
            case "sns" ->
                    List.of(
                            one(
                                    "sns:" + call.action(),
                                    SNS.getOrDefault(call.action(), SNS_OTHERS)));
            default ->
                    List.of(
                            one(
                                    call.service() + UNPUBLISHED_NAME,
                                    new Size(UNPUBLISHED_SIZE, UNPUBLISHED)));
        };
    }

    private static List<Draw> ec2(Call call) {
        String action = call.action();
        List<Draw> draws = new ArrayList<>();
        if (!Actions.reading(action)) {
            draws.add(one("ec2:" + action, EC2.getOrDefault(action, CHANGING)));
        } else if (call.bare() && SLOWER_WHEN_BARE.contains(action)) {
            draws.add(one("ec2:" + action + " of everything", READING_ALL));
        } else {
            draws.add(one("ec2:" + action, READING));
        }
        Size perInstance = EC2_INSTANCES.get(action);
        if (perInstance != null && call.instances() > 0) {
            draws.add(draw("ec2:instances of " + action, perInstance, call.instances()));
        }
        return draws;
    }

    private static List<Draw> loadBalancing(String action) {
        return List.of(one("elasticloadbalancing:*", new Size(40, 10)), loadBalancingClass(action));
    }

    private static Draw loadBalancingClass(String action) {
        if (Actions.reading(action)) {
            return one("elasticloadbalancing:reading", new Size(40, 10));
        }
        return switch (action) {
            case "RegisterTargets", "DeregisterTargets" ->
                    one("elasticloadbalancing:targets", new Size(20, 4));
            case "CreateLoadBalancer", "SetSubnets" ->
                    one("elasticloadbalancing:" + action, new Size(10, 0.2));
            default -> one("elasticloadbalancing:changing", new Size(20, 3));
        };
    }

    private static Draw one(String name, Size size) {
        return draw(name, size, 1);
    }

    private static Draw draw(String name, Size size, double tokens) {
        return new Draw(new Bucket(name, size.bucket(), size.perSecond()), tokens);
    }
}
