package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerState;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerTargetGroupState;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceState;

/** Which target groups and Classic Load Balancers a group's instances are in. */
public final class AttachmentOperations {
    private static final String CLASSIC = "elb";
    private static final String TARGET_GROUP = "elbv2";

    private final Groups groups;
    private final Attachments attachments;

    AttachmentOperations(Groups groups) {
        this.groups = groups;
        this.attachments = groups.attachments;
    }

    public AttachLoadBalancerTargetGroupsResponse attachLoadBalancerTargetGroups(
            AttachLoadBalancerTargetGroupsRequest request) {
        Checks.complete(request);
        targetGroups(
                groups.lasting(request.autoScalingGroupName()),
                request.targetGroupARNs(),
                Limits.LOAD_BALANCERS_AT_ONCE);
        return AttachLoadBalancerTargetGroupsResponse.builder().build();
    }

    /** Attaches target groups; those that are attached already stay so. */
    void targetGroups(Group group, List<String> arns, int atOnce) {
        Checks.atMost("targetGroupARNs", arns, atOnce);
        for (String arn : arns) {
            if (!attachments.targetGroups.exists(arn)) {
                throw invalid(
                        "Provided Target Groups may not be valid. Please ensure they exist and try again.");
            }
        }
        for (String arn : arns) {
            Limits.room(group.targetGroups.size(), Limits.TARGET_GROUPS, "TargetGroup");
            if (group.targetGroups.add(arn)) {
                inService(group).forEach(each -> attachments.targetGroups.register(arn, each.id));
            }
        }
    }

    private static List<Member> inService(Group group) {
        return group.in(LifecycleState.IN_SERVICE);
    }

    public DetachLoadBalancerTargetGroupsResponse detachLoadBalancerTargetGroups(
            DetachLoadBalancerTargetGroupsRequest request) {
        Checks.complete(request);
        detachTargetGroups(groups.group(request.autoScalingGroupName()), request.targetGroupARNs());
        return DetachLoadBalancerTargetGroupsResponse.builder().build();
    }

    private void detachTargetGroups(Group group, List<String> arns) {
        if (!group.targetGroups.containsAll(arns)) {
            throw invalid("Trying to remove Target Groups that are not part of the group");
        }
        for (String arn : arns) {
            group.targetGroups.remove(arn);
            inService(group).forEach(each -> attachments.targetGroups.deregister(arn, each.id));
        }
    }

    public AttachLoadBalancersResponse attachLoadBalancers(AttachLoadBalancersRequest request) {
        Checks.complete(request);
        loadBalancers(
                groups.lasting(request.autoScalingGroupName()),
                request.loadBalancerNames(),
                Limits.LOAD_BALANCERS_AT_ONCE);
        return AttachLoadBalancersResponse.builder().build();
    }

    /** Attaches Classic Load Balancers; those that are attached already stay so. */
    void loadBalancers(Group group, List<String> names, int atOnce) {
        Checks.atMost("loadBalancerNames", names, atOnce);
        for (String name : names) {
            if (!attachments.loadBalancers.exists(name)) {
                throw invalid(
                        "Provided Load Balancers may not be valid. Please ensure they exist and try again.");
            }
        }
        for (String name : names) {
            Limits.room(group.loadBalancers.size(), Limits.CLASSIC_LOAD_BALANCERS, "LoadBalancer");
            if (group.loadBalancers.add(name)) {
                inService(group).forEach(each -> attachments.loadBalancers.register(name, each.id));
            }
        }
    }

    public DetachLoadBalancersResponse detachLoadBalancers(DetachLoadBalancersRequest request) {
        Checks.complete(request);
        detachLoadBalancers(
                groups.group(request.autoScalingGroupName()), request.loadBalancerNames());
        return DetachLoadBalancersResponse.builder().build();
    }

    private void detachLoadBalancers(Group group, List<String> names) {
        if (!group.loadBalancers.containsAll(names)) {
            throw invalid("Trying to remove Load Balancers that are not part of the group");
        }
        for (String name : names) {
            group.loadBalancers.remove(name);
            inService(group).forEach(each -> attachments.loadBalancers.deregister(name, each.id));
        }
    }

    public AttachTrafficSourcesResponse attachTrafficSources(AttachTrafficSourcesRequest request) {
        Checks.complete(request);
        trafficSources(
                groups.lasting(request.autoScalingGroupName()),
                Checks.atMost(
                        "trafficSources", request.trafficSources(), Limits.LOAD_BALANCERS_AT_ONCE));
        return AttachTrafficSourcesResponse.builder().build();
    }

    /** Attaches classic balancers and target groups, told apart by their type or their form. */
    void trafficSources(Group group, List<TrafficSourceIdentifier> sources) {
        targetGroups(group, of(sources, TARGET_GROUP), Limits.TARGET_GROUPS);
        loadBalancers(group, of(sources, CLASSIC), Limits.CLASSIC_LOAD_BALANCERS);
    }

    public DetachTrafficSourcesResponse detachTrafficSources(DetachTrafficSourcesRequest request) {
        Checks.complete(request);
        Group group = groups.group(request.autoScalingGroupName());
        detachTargetGroups(group, of(request.trafficSources(), TARGET_GROUP));
        detachLoadBalancers(group, of(request.trafficSources(), CLASSIC));
        return DetachTrafficSourcesResponse.builder().build();
    }

    private static List<String> of(List<TrafficSourceIdentifier> sources, String type) {
        return sources.stream()
                .filter(each -> type(each).equals(type))
                .map(TrafficSourceIdentifier::identifier)
                .toList();
    }

    private static String type(TrafficSourceIdentifier source) {
        String type =
                Checks.or(
                        source.type(),
                        source.identifier().startsWith("arn:") ? TARGET_GROUP : CLASSIC);
        Checks.unsupported("VPC Lattice", type.equals("vpc-lattice"));
        return Checks.oneOf(
                "trafficSources.type", type, List.of(CLASSIC, TARGET_GROUP, "vpc-lattice"));
    }

    public DescribeLoadBalancerTargetGroupsResponse describeLoadBalancerTargetGroups(
            DescribeLoadBalancerTargetGroupsRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        List<LoadBalancerTargetGroupState> states =
                group.targetGroups.stream()
                        .map(arn ->
                                LoadBalancerTargetGroupState.builder()
                                        .loadBalancerTargetGroupARN(arn)
                                        .state(targetGroup(group, arn))
                                        .build())
                        .toList();
        Page<LoadBalancerTargetGroupState> page =
                Page.of(states, request.nextToken(), request.maxRecords(), 100, 100);
        return DescribeLoadBalancerTargetGroupsResponse.builder()
                .loadBalancerTargetGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    public DescribeLoadBalancersResponse describeLoadBalancers(
            DescribeLoadBalancersRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        List<LoadBalancerState> states =
                group.loadBalancers.stream()
                        .map(name ->
                                LoadBalancerState.builder()
                                        .loadBalancerName(name)
                                        .state(loadBalancer(group, name))
                                        .build())
                        .toList();
        Page<LoadBalancerState> page =
                Page.of(states, request.nextToken(), request.maxRecords(), 100, 100);
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items())
                .nextToken(page.next())
                .build();
    }

    public DescribeTrafficSourcesResponse describeTrafficSources(
            DescribeTrafficSourcesRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        String type = request.trafficSourceType();
        if (type != null) {
            Checks.oneOf("trafficSourceType", type, List.of(CLASSIC, TARGET_GROUP, "vpc-lattice"));
        }
        List<TrafficSourceState> states =
                Models.trafficSources(group).stream()
                        .filter(each -> type == null || type.equals(each.type()))
                        .map(each -> state(group, each))
                        .toList();
        Page<TrafficSourceState> page =
                Page.of(states, request.nextToken(), request.maxRecords(), 50, 50);
        return DescribeTrafficSourcesResponse.builder()
                .trafficSources(page.items())
                .nextToken(page.next())
                .build();
    }

    private TrafficSourceState state(Group group, TrafficSourceIdentifier source) {
        String identifier = source.identifier();
        return TrafficSourceState.builder()
                .identifier(identifier)
                .type(source.type())
                .state(
                        source.type().equals(CLASSIC)
                                ? loadBalancer(group, identifier)
                                : targetGroup(group, identifier))
                .build();
    }

    private String targetGroup(Group group, String arn) {
        return state(group, each -> attachments.inTargetGroup(arn, each), "healthy");
    }

    private String loadBalancer(Group group, String name) {
        return state(group, each -> attachments.loadBalancers.health(name, each.id), "InService");
    }

    /** Added once all are registered; InService once one of them passes its checks too. */
    private static String state(
            Group group, Function<Member, Optional<String>> health, String good) {
        List<Optional<String>> states = inService(group).stream().map(health).toList();
        if (!states.stream().allMatch(Optional::isPresent)) {
            return "Adding";
        }
        boolean healthy = states.stream().anyMatch(each -> each.filter(good::equals).isPresent());
        return healthy && group.healthCheckType.contains("ELB") ? "InService" : "Added";
    }
}
