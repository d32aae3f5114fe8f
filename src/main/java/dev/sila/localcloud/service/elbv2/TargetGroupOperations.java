package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;
import static dev.sila.localcloud.service.elbv2.TargetGroupRules.or;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Names;
import dev.sila.localcloud.service.balancing.Pages;
import dev.sila.localcloud.service.balancing.Subnets;
import dev.sila.localcloud.service.elbv2.AttributeTable.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Making, changing, listing and deleting target groups. */
public final class TargetGroupOperations {
    private final Elb elb;
    private final Subnets network;
    private final Listeners listeners;

    TargetGroupOperations(Elb elb, Subnets network, Listeners listeners) {
        this.elb = elb;
        this.network = network;
        this.listeners = listeners;
    }

    public CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
        incomplete(request);
        Names.check("Target group", request.name());
        notYet(request.targetControlPort() != null, "target control ports");
        TargetGroup wanted = TargetGroupRules.complete(request);
        TargetGroupRules.check(wanted);
        TargetGroupRules.onlyHttp(
                wanted.healthCheckProtocolAsString(), request.healthCheckPath(), request.matcher());
        if (!network.vpcExists(wanted.vpcId())) {
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
        if (elb.groups.size() >= elb.limit(Limits.TARGET_GROUPS)) {
            throw new AwsFailure(
                    "TooManyTargetGroups", "The maximum number of target groups has been reached");
        }
        elb.tags.check("", TagOperations.given(request.tags()));
        String name = request.name();
        String arn = elb.arn("targetgroup/" + name + "/" + elb.foundation.identity().hex(16));
        TargetGroup model = wanted.toBuilder().targetGroupArn(arn).build();
        TargetGroupEntry entry =
                new TargetGroupEntry(
                        model,
                        elb.traffic.pool(
                                new TargetCircumstances(elb, arn), TargetGroupEntry.check(model)));
        elb.groups.put(arn, entry);
        elb.tags.put(arn, TagOperations.given(request.tags()));
        return entry;
    }

    /** With the load balancers that use it. */
    private TargetGroup described(TargetGroupEntry entry) {
        List<String> users = elb.usersOf(entry.arn).stream().map(user -> user.arn).toList();
        return entry.model.toBuilder().loadBalancerArns(users).build();
    }

    public ModifyTargetGroupResponse modifyTargetGroup(ModifyTargetGroupRequest request) {
        incomplete(request);
        TargetGroupEntry entry = elb.group(request.targetGroupArn());
        TargetGroup now = entry.model;
        TargetGroup changed = changed(request, now);
        TargetGroupRules.check(changed);
        entry.model = changed;
        entry.pool.check(TargetGroupEntry.check(changed));
        return ModifyTargetGroupResponse.builder().targetGroups(described(entry)).build();
    }

    private static TargetGroup changed(ModifyTargetGroupRequest request, TargetGroup now) {
        String protocol =
                or(request.healthCheckProtocolAsString(), now.healthCheckProtocolAsString());
        TargetGroupRules.onlyHttp(protocol, request.healthCheckPath(), request.matcher());
        boolean http = !protocol.equals("TCP");
        TargetGroup asked =
                now.toBuilder()
                        .healthCheckEnabled(
                                or(request.healthCheckEnabled(), now.healthCheckEnabled()))
                        .healthCheckProtocol(protocol)
                        .healthCheckPort(or(request.healthCheckPort(), now.healthCheckPort()))
                        .healthCheckPath(http ? or(request.healthCheckPath(), known(now)) : null)
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
        if (!http || asked.matcher() != null) {
            return http ? asked : asked.toBuilder().matcher((Matcher) null).build();
        }
        return asked.toBuilder().matcher(code -> code.httpCode("200-399")).build();
    }

    private static String known(TargetGroup group) {
        return group.healthCheckPath() == null ? "/" : group.healthCheckPath();
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
        int ways =
                (request.loadBalancerArn() == null ? 0 : 1)
                        + (request.names().isEmpty() ? 0 : 1)
                        + (request.targetGroupArns().isEmpty() ? 0 : 1);
        if (ways > 1) {
            throw invalid(
                    "Target groups can be described by load balancer, by ARNs or by names, not by"
                            + " several of them");
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
        incomplete(request);
        Elb.wellFormed(request.targetGroupArn(), ":targetgroup/", "target group");
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
            elb.tags.forget(arn);
        }
        return DeleteTargetGroupResponse.builder().build();
    }

    public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
            DescribeTargetGroupAttributesRequest request) {
        incomplete(request);
        return DescribeTargetGroupAttributesResponse.builder()
                .attributes(attributes(elb.group(request.targetGroupArn())))
                .build();
    }

    public ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(
            ModifyTargetGroupAttributesRequest request) {
        incomplete(request);
        TargetGroupEntry entry = elb.group(request.targetGroupArn());
        List<Change> changes =
                request.attributes().stream()
                        .map(each -> new Change(each.key(), each.value()))
                        .toList();
        Map<String, String> after = entry.table.changed(entry.attributes, changes);
        GroupAttributes.check(entry.model, after);
        entry.attributes = after;
        elb.usersOf(entry.arn).stream()
                .flatMap(user -> user.listeners.values().stream())
                .forEach(listeners::follow);
        elb.refresh();
        return ModifyTargetGroupAttributesResponse.builder().attributes(attributes(entry)).build();
    }

    private static List<TargetGroupAttribute> attributes(TargetGroupEntry entry) {
        List<TargetGroupAttribute> all = new ArrayList<>();
        entry.attributes.forEach((key, value) ->
                all.add(TargetGroupAttribute.builder().key(key).value(value).build()));
        return all;
    }
}
