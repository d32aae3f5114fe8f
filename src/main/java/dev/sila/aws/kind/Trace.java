package dev.sila.aws.kind;

import dev.sila.engine.Spec;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How CloudTrail tells changes of a kind.
 *
 * @param actions those that change more than tags
 * @param resourceType what CloudTrail calls the kind; null if it knows it by its name
 */
record Trace(Pattern actions, @Nullable String resourceType) {
    private static final Map<Class<? extends Spec>, Trace> TRACES =
            Map.ofEntries(
                    trace(
                            Vpc.class,
                            "(Create|Delete)Vpc|ModifyVpcAttribute|AssociateDhcpOptions|.*VpcCidrBlock",
                            "AWS::EC2::VPC"),
                    trace(DhcpOptions.class, ".*DhcpOptions", "AWS::EC2::DHCPOptions"),
                    trace(
                            Subnet.class,
                            "(Create|Delete)Subnet|ModifySubnetAttribute",
                            "AWS::EC2::Subnet"),
                    trace(InternetGateway.class, ".*InternetGateway", "AWS::EC2::InternetGateway"),
                    trace(
                            RouteTable.class,
                            ".*Route|.*RouteTable|ReplaceRouteTableAssociation",
                            "AWS::EC2::RouteTable"),
                    trace(
                            SecurityGroup.class,
                            "(Create|Delete)SecurityGroup",
                            "AWS::EC2::SecurityGroup"),
                    trace(
                            SecurityGroupRules.class,
                            "(Authorize|Revoke)SecurityGroup(In|E)gress|ModifySecurityGroupRules"
                                    + "|(Create|Delete)SecurityGroup",
                            "AWS::EC2::SecurityGroup"),
                    trace(
                            ElasticIp.class,
                            "(Allocate|Release|Associate|Disassociate)Address",
                            "AWS::EC2::EIP"),
                    trace(NatGateway.class, ".*NatGateway(Address)?", "AWS::EC2::NatGateway"),
                    trace(
                            VpnGatewayAttachment.class,
                            "(Attach|Detach|Delete)VpnGateway",
                            "AWS::EC2::VPNGateway"),
                    trace(
                            PeeringConnection.class,
                            ".*VpcPeeringConnection",
                            "AWS::EC2::VPCPeeringConnection"),
                    trace(PeeringRoutes.class, ".*Route", "AWS::EC2::RouteTable"),
                    trace(
                            PeeringRules.class,
                            "(Authorize|Revoke)SecurityGroupIngress|ModifySecurityGroupRules",
                            "AWS::EC2::SecurityGroup"),
                    trace(VpcEndpoint.class, ".*VpcEndpoints?", "AWS::EC2::VPCEndpoint"),
                    trace(
                            NetworkInterface.class,
                            "(Create|Delete)NetworkInterface|ModifyNetworkInterfaceAttribute",
                            "AWS::EC2::NetworkInterface"),
                    trace(
                            LaunchTemplate.class,
                            ".*LaunchTemplate(Versions?)?",
                            "AWS::EC2::LaunchTemplate"),
                    trace(Role.class, ".*Role(Policy|Description)?|UpdateAssumeRolePolicy", null),
                    trace(InstanceProfile.class, ".*InstanceProfile", null),
                    trace(
                            TargetGroup.class,
                            "(Create|Delete|Modify)TargetGroup(Attributes)?",
                            "AWS::ElasticLoadBalancingV2::TargetGroup"),
                    trace(
                            LoadBalancer.class,
                            "(Create|Delete)LoadBalancer|ModifyLoadBalancerAttributes"
                                    + "|Set(Subnets|SecurityGroups)",
                            "AWS::ElasticLoadBalancingV2::LoadBalancer"),
                    trace(AliasRecord.class, "ChangeResourceRecordSets", null),
                    trace(
                            ClassicLoadBalancer.class,
                            "(Create|Delete)LoadBalancer(Listeners|Policy)?"
                                    + "|ModifyLoadBalancerAttributes|ConfigureHealthCheck"
                                    + "|(Attach|Detach)LoadBalancer(To|From)Subnets"
                                    + "|ApplySecurityGroupsToLoadBalancer|SetLoadBalancer.*"
                                    + "|Create(App|LB)CookieStickinessPolicy",
                            "AWS::ElasticLoadBalancing::LoadBalancer"),
                    trace(Listener.class, "(Create|Delete|Modify)Listener(Attributes)?", null),
                    trace(
                            AutoScalingGroup.class,
                            "(Create|Update|Delete)AutoScalingGroup|SetDesiredCapacity"
                                    + "|.*(TargetGroups|TrafficSources|Processes)",
                            "AWS::AutoScaling::AutoScalingGroup"),
                    trace(ScheduledAction.class, "(Batch)?(Put|Delete)Scheduled.*Action", null),
                    trace(ScalingPolicy.class, "PutScalingPolicy|DeletePolicy", null),
                    trace(
                            Alarm.class,
                            "PutMetricAlarm|DeleteAlarms|(En|Dis)ableAlarmActions",
                            null),
                    trace(
                            LogGroup.class,
                            "(Create|Delete)LogGroup|(Put|Delete)RetentionPolicy",
                            null),
                    trace(MetricFilter.class, "(Put|Delete)MetricFilter", null),
                    trace(
                            Topic.class,
                            "(Create|Delete)Topic|SetTopicAttributes",
                            "AWS::SNS::Topic"),
                    trace(
                            Subscription.class,
                            "(Uns|S)ubscribe|ConfirmSubscription|SetSubscriptionAttributes",
                            null));

    private static Map.Entry<Class<? extends Spec>, Trace> trace(
            Class<? extends Spec> type, String actions, @Nullable String resourceType) {
        return Map.entry(type, new Trace(Pattern.compile(actions), resourceType));
    }

    /** That of the kind; null if it is not known. */
    static @Nullable Trace of(Class<? extends Spec> type) {
        return TRACES.get(type);
    }

    /** The action that makes one. */
    static String creation(Class<? extends Spec> type) {
        if (type == SecurityGroupRules.class) {
            return "CreateSecurityGroup";
        }
        if (type == ScheduledAction.class) {
            return "PutScheduledUpdateGroupAction";
        }
        if (type == ElasticIp.class) {
            return "AllocateAddress";
        }
        return type == VpnGatewayAttachment.class
                ? "CreateVpnGateway"
                : "Create" + type.getSimpleName();
    }
}
