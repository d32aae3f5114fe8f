package dev.sila.localcloud.faults;

import dev.sila.localcloud.wire.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The token buckets that a call draws from. EC2 has one for each action: <a
 * href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html">EC2 API
 * throttling</a>. Elastic Load Balancing has one over all actions and one for each class: <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html">ELB
 * API throttling</a>. The others publish none; they get one for each service, of a guessed size.
 */
final class RequestRates {
    /** A bucket's size, and how many tokens flow in each second. */
    record Rate(double size, double perSecond) {}

    /** A draw on one bucket. */
    record Draw(String bucket, Rate rate, double tokens) {}

    private static final Rate READING = new Rate(100, 20);
    private static final Rate READING_ALL = new Rate(50, 10);
    private static final Rate CHANGING = new Rate(50, 5);
    private static final Rate UNPUBLISHED = new Rate(40, 20);

    private static final Set<String> SLOWER_WHEN_BARE =
            Set.of(
                    "DescribeInstances",
                    "DescribeInstanceStatus",
                    "DescribeNetworkInterfaces",
                    "DescribeSecurityGroups",
                    "DescribeSnapshots",
                    "DescribeSpotInstanceRequests",
                    "DescribeVolumes");

    private static final Map<String, Rate> EC2 =
            Map.ofEntries(
                    Map.entry("CreateTags", new Rate(100, 10)),
                    Map.entry("DeleteTags", new Rate(100, 10)),
                    Map.entry("RunInstances", new Rate(5, 2)),
                    Map.entry("StartInstances", new Rate(5, 2)),
                    Map.entry("TerminateInstances", new Rate(100, 5)),
                    Map.entry("CreateNatGateway", new Rate(10, 1)),
                    Map.entry("DeleteNatGateway", new Rate(10, 1)),
                    Map.entry("CreateVpcEndpoint", new Rate(4, 0.3)),
                    Map.entry("DeleteVpcEndpoints", new Rate(4, 0.3)),
                    Map.entry("CopyImage", new Rate(100, 1)));

    private static final Map<String, Rate> EC2_INSTANCES =
            Map.of(
                    "RunInstances", new Rate(1000, 2),
                    "StartInstances", new Rate(1000, 2),
                    "TerminateInstances", new Rate(1000, 20),
                    "StopInstances", new Rate(1000, 20));

    private RequestRates() {}

    /** The draws of a call; it may go if all its buckets have the tokens. */
    static List<Draw> draws(Call call) {
        return switch (call.service()) {
            case "ec2" -> ec2(call);
            case "elasticloadbalancing" -> loadBalancing(call.action());
            default -> List.of(new Draw(call.service(), UNPUBLISHED, 1));
        };
    }

    private static boolean reading(String action) {
        return action.startsWith("Describe")
                || action.startsWith("Get")
                || action.startsWith("Search");
    }

    private static List<Draw> ec2(Call call) {
        String action = call.action();
        List<Draw> draws = new ArrayList<>();
        if (!reading(action)) {
            draws.add(new Draw("ec2:" + action, EC2.getOrDefault(action, CHANGING), 1));
        } else if (SLOWER_WHEN_BARE.contains(action) && bare(call.request())) {
            draws.add(new Draw("ec2:" + action + " of everything", READING_ALL, 1));
        } else {
            draws.add(new Draw("ec2:" + action, READING, 1));
        }
        Rate instances = EC2_INSTANCES.get(action);
        if (instances != null) {
            draws.add(new Draw("ec2:instances of " + action, instances, instances(call.request())));
        }
        return draws;
    }

    private static boolean bare(SdkPojo request) {
        return request.sdkFields().stream()
                .map(each -> each.getValueOrDefault(request))
                .allMatch(each ->
                        each == null || (each instanceof Collection<?> all && all.isEmpty()));
    }

    private static int instances(SdkPojo request) {
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (field.memberName().equals("MaxCount") && value instanceof Integer count) {
                return count;
            }
            if (field.memberName().equals("InstanceIds") && value instanceof Collection<?> ids) {
                return ids.size();
            }
        }
        return 0;
    }

    private static List<Draw> loadBalancing(String action) {
        String service = "elasticloadbalancing:";
        Draw all = new Draw(service + "*", new Rate(40, 10), 1);
        if (reading(action)) {
            return List.of(all, new Draw(service + "reading", new Rate(40, 10), 1));
        }
        return List.of(
                all,
                switch (action) {
                    case "RegisterTargets", "DeregisterTargets" ->
                            new Draw(service + "targets", new Rate(20, 4), 1);
                    case "CreateLoadBalancer", "SetSubnets" ->
                            new Draw(service + action, new Rate(10, 0.2), 1);
                    default -> new Draw(service + "changing", new Rate(20, 3), 1);
                });
    }
}
