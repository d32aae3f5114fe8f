package dev.sila.aws.kind;

import dev.sila.aws.ChangeHistory;
import dev.sila.engine.Drift;
import dev.sila.engine.Spec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of CloudTrail's events changed a resource that is not as wanted. */
public final class Traces {
    private static final Pattern TAGGING =
            Pattern.compile("(Create|Delete|Add|Remove|CreateOrUpdate)Tags|(Tag|Untag)[A-Z].*");
    private static final Pattern DELETING = Pattern.compile("(Delete|Release|Detach|Unsub).*");

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
                    trace(Listener.class, "(Create|Delete|Modify)Listener(Attributes)?", null),
                    trace(
                            AutoScalingGroup.class,
                            "(Create|Update|Delete)AutoScalingGroup|SetDesiredCapacity"
                                    + "|.*(TargetGroups|TrafficSources|Processes)",
                            "AWS::AutoScaling::AutoScalingGroup"),
                    trace(ScalingPolicy.class, "PutScalingPolicy|DeletePolicy", null),
                    trace(
                            Alarm.class,
                            "PutMetricAlarm|DeleteAlarms|(En|Dis)ableAlarmActions",
                            null),
                    trace(
                            Topic.class,
                            "(Create|Delete)Topic|SetTopicAttributes",
                            "AWS::SNS::Topic"),
                    trace(
                            Subscription.class,
                            "(Uns|S)ubscribe|ConfirmSubscription|SetSubscriptionAttributes",
                            null));

    private final ChangeHistory history;

    public Traces(ChangeHistory history) {
        this.history = history;
    }

    /**
     * How changes of a kind are found.
     *
     * @param actions those that change more than tags
     * @param resourceType what CloudTrail calls the kind; null if it knows it by its name
     */
    private record Trace(Pattern actions, @Nullable String resourceType) {}

    private static Map.Entry<Class<? extends Spec>, Trace> trace(
            Class<? extends Spec> type, String actions, @Nullable String resourceType) {
        return Map.entry(type, new Trace(Pattern.compile(actions), resourceType));
    }

    /** The newest event that explains the drift, if CloudTrail knows one. */
    public Optional<ChangeHistory.Event> of(Drift drift) {
        Trace trace = TRACES.get(drift.key().type());
        if (trace == null) {
            return Optional.empty();
        }
        String id = drift.id();
        if (id != null) {
            return Stream.concat(
                            lostAssociations(drift, id),
                            history.of(id).stream()
                                    .filter(each -> explains(each, trace, drift, id)))
                    .max(Comparator.comparing(ChangeHistory.Event::time));
        }
        return identifier(drift, trace).stream()
                .flatMap(gone -> history.of(gone).stream())
                .filter(each ->
                        DELETING.matcher(each.name()).matches()
                                && trace.actions().matcher(each.name()).matches())
                .findFirst();
    }

    /**
     * The request that parts a subnet from its route table names neither of them, only the
     * association, which the call that made it tells.
     */
    private Stream<ChangeHistory.Event> lostAssociations(Drift drift, String table) {
        boolean lost =
                drift.key().type() == RouteTable.class
                        && drift.deviations().stream()
                                .anyMatch(each -> each.component().equals("subnets"));
        if (!lost) {
            return Stream.empty();
        }
        Set<String> associations =
                history.of(table).stream()
                        .flatMap(each -> each.result("associationId").stream())
                        .collect(Collectors.toSet());
        return history.calls("DisassociateRouteTable").stream()
                .filter(each ->
                        each.parameter("associationId").filter(associations::contains).isPresent());
    }

    private static boolean explains(
            ChangeHistory.Event event, Trace trace, Drift drift, String id) {
        List<Drift.Deviation> deviations = drift.deviations();
        boolean tags =
                deviations.isEmpty()
                        || deviations.stream().anyMatch(each -> each.component().equals("tags"));
        boolean others =
                deviations.isEmpty()
                        || deviations.stream().anyMatch(each -> !each.component().equals("tags"));
        boolean change = trace.actions().matcher(event.name()).matches();
        // A rule of another group may name this one, and is no change of this one.
        boolean foreign =
                drift.key().type() == SecurityGroupRules.class
                        && event.parameter("groupId").filter(each -> !each.equals(id)).isPresent();
        return (tags && TAGGING.matcher(event.name()).matches()) || (others && change && !foreign);
    }

    /**
     * What a missing resource was called by AWS: the newest creation with its name tells. Empty if
     * it was made more than 90 days, or some hundred creations, ago.
     */
    private Optional<String> identifier(Drift drift, Trace trace) {
        String name = drift.key().name();
        String type = trace.resourceType();
        if (type == null) {
            return Optional.of(name);
        }
        return history.calls(creation(drift.key().type())).stream()
                .filter(each -> each.names(name))
                .flatMap(each -> each.resources().getOrDefault(type, List.of()).stream())
                .findFirst();
    }

    private static String creation(Class<? extends Spec> type) {
        if (type == SecurityGroupRules.class) {
            return "CreateSecurityGroup";
        }
        if (type == ElasticIp.class) {
            return "AllocateAddress";
        }
        return type == VpnGatewayAttachment.class
                ? "CreateVpnGateway"
                : "Create" + type.getSimpleName();
    }
}
