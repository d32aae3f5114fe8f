package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;
import static dev.sila.localcloud.service.elbv2.TargetGroupRules.or;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Making, changing, listing and deleting target groups. */
public final class TargetGroupOperations {
    private final Elb elb;
    private final TagOperations tags;

    TargetGroupOperations(Elb elb, TagOperations tags) {
        this.elb = elb;
        this.tags = tags;
    }

    public CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
        Names.check("Target group", request.name());
        TargetGroup wanted = TargetGroupRules.complete(request);
        TargetGroupRules.check(wanted);
        if (!elb.subnets.vpcExists(wanted.vpcId())) {
            throw invalid("The VPC ID '" + wanted.vpcId() + "' is not found");
        }
        Optional<TargetGroupEntry> same =
                elb.groups.values().stream()
                        .filter(each -> each.model.targetGroupName().equals(request.name()))
                        .findFirst();
        TargetGroupEntry entry =
                same.isPresent() ? unchanged(same.get(), wanted) : create(request, wanted);
        return CreateTargetGroupResponse.builder().targetGroups(described(entry)).build();
    }

    private static TargetGroupEntry unchanged(TargetGroupEntry known, TargetGroup wanted) {
        TargetGroup comparable = known.model.toBuilder().targetGroupArn(null).build();
        if (!comparable.equals(wanted)) {
            throw new AwsFailure(
                    "DuplicateTargetGroupName",
                    "A target group with the same name '"
                            + wanted.targetGroupName()
                            + "' exists, but with different settings");
        }
        return known;
    }

    private TargetGroupEntry create(CreateTargetGroupRequest request, TargetGroup wanted) {
        tags.check(request.tags());
        String name = request.name();
        String arn = elb.arn("targetgroup/" + name + "/" + elb.foundation.identity().hex(16));
        TargetGroup model = wanted.toBuilder().targetGroupArn(arn).build();
        TargetGroupEntry entry =
                new TargetGroupEntry(
                        model,
                        elb.traffic.pool(
                                new TargetCircumstances(elb, arn), TargetGroupEntry.check(model)));
        elb.groups.put(arn, entry);
        tags.put(arn, request.tags());
        return entry;
    }

    /** With the load balancers that use it. */
    private TargetGroup described(TargetGroupEntry entry) {
        List<String> users = elb.usersOf(entry.arn).stream().map(user -> user.arn).toList();
        return entry.model.toBuilder().loadBalancerArns(users).build();
    }

    public ModifyTargetGroupResponse modifyTargetGroup(ModifyTargetGroupRequest request) {
        TargetGroupEntry entry = elb.group(request.targetGroupArn());
        TargetGroup now = entry.model;
        TargetGroup changed =
                now.toBuilder()
                        .healthCheckEnabled(
                                or(request.healthCheckEnabled(), now.healthCheckEnabled()))
                        .healthCheckProtocol(
                                or(
                                        request.healthCheckProtocolAsString(),
                                        now.healthCheckProtocolAsString()))
                        .healthCheckPort(or(request.healthCheckPort(), now.healthCheckPort()))
                        .healthCheckPath(
                                request.healthCheckPath() == null
                                        ? now.healthCheckPath()
                                        : request.healthCheckPath())
                        .healthCheckIntervalSeconds(
                                or(
                                        request.healthCheckIntervalSeconds(),
                                        now.healthCheckIntervalSeconds()))
                        .healthCheckTimeoutSeconds(
                                or(
                                        request.healthCheckTimeoutSeconds(),
                                        now.healthCheckTimeoutSeconds()))
                        .healthyThresholdCount(
                                or(request.healthyThresholdCount(), now.healthyThresholdCount()))
                        .unhealthyThresholdCount(
                                or(
                                        request.unhealthyThresholdCount(),
                                        now.unhealthyThresholdCount()))
                        .matcher(request.matcher() == null ? now.matcher() : request.matcher())
                        .build();
        TargetGroupRules.check(changed);
        entry.model = changed;
        entry.pool.check(TargetGroupEntry.check(changed));
        return ModifyTargetGroupResponse.builder().targetGroups(described(entry)).build();
    }

    public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
        if (request.targetGroupArns().size() > 20 || request.names().size() > 20) {
            throw invalid("The number of target groups in one call cannot exceed 20");
        }
        request.targetGroupArns().forEach(elb::group);
        for (String name : request.names()) {
            if (elb.groups.values().stream()
                    .noneMatch(each -> each.model.targetGroupName().equals(name))) {
                throw new AwsFailure(
                        "TargetGroupNotFound",
                        "One or more target groups not found: '" + name + "'");
            }
        }
        if (request.loadBalancerArn() != null) {
            elb.balancer(request.loadBalancerArn());
        }
        List<TargetGroup> found =
                elb.groups.values().stream()
                        .map(this::described)
                        .filter(each -> asked(request, each))
                        .toList();
        Pages<TargetGroup> page = Pages.of(found, request.marker(), request.pageSize());
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(page.items())
                .nextMarker(page.next())
                .build();
    }

    private static boolean asked(DescribeTargetGroupsRequest request, TargetGroup group) {
        if (request.loadBalancerArn() != null) {
            return group.loadBalancerArns().contains(request.loadBalancerArn());
        }
        boolean all = request.names().isEmpty() && request.targetGroupArns().isEmpty();
        return all
                || request.names().contains(group.targetGroupName())
                || request.targetGroupArns().contains(group.targetGroupArn());
    }

    /** Idempotent: what is not there is deleted already. */
    public DeleteTargetGroupResponse deleteTargetGroup(DeleteTargetGroupRequest request) {
        String arn = request.targetGroupArn();
        TargetGroupEntry entry = elb.groups.get(arn);
        if (entry != null) {
            if (!elb.usersOf(arn).isEmpty()) {
                throw new AwsFailure(
                        "ResourceInUse",
                        "Target group '" + arn + "' is currently in use by a listener or a rule");
            }
            entry.pool.close();
            elb.groups.remove(arn);
            elb.tags.remove(arn);
        }
        return DeleteTargetGroupResponse.builder().build();
    }

    public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
            DescribeTargetGroupAttributesRequest request) {
        return DescribeTargetGroupAttributesResponse.builder()
                .attributes(attributes(elb.group(request.targetGroupArn())))
                .build();
    }

    public ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(
            ModifyTargetGroupAttributesRequest request) {
        TargetGroupEntry entry = elb.group(request.targetGroupArn());
        for (TargetGroupAttribute each : request.attributes()) {
            Attributes.check(
                    Attributes.TARGET_GROUP_DEFAULTS, "Target group", each.key(), each.value());
        }
        request.attributes().forEach(each -> entry.attributes.put(each.key(), each.value()));
        entry.applyAttributes();
        return ModifyTargetGroupAttributesResponse.builder().attributes(attributes(entry)).build();
    }

    private static List<TargetGroupAttribute> attributes(TargetGroupEntry entry) {
        List<TargetGroupAttribute> all = new ArrayList<>();
        entry.attributes.forEach((key, value) ->
                all.add(TargetGroupAttribute.builder().key(key).value(value).build()));
        return all;
    }
}
