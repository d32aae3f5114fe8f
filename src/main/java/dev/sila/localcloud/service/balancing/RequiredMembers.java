package dev.sila.localcloud.service.balancing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The members that requests and their parts must have, by operation and type (API references of
 * both versions, "Required: Yes"). The SDK's own metadata tells it of members in paths only.
 */
final class RequiredMembers {
    private static final Map<String, List<String>> CLASSIC =
            read(
                    """
                    AddTags: LoadBalancerNames Tags
                    Tag: Key
                    ApplySecurityGroupsToLoadBalancer: LoadBalancerName SecurityGroups
                    AttachLoadBalancerToSubnets: LoadBalancerName Subnets
                    ConfigureHealthCheck: LoadBalancerName HealthCheck
                    HealthCheck: Target Interval Timeout UnhealthyThreshold HealthyThreshold
                    CreateAppCookieStickinessPolicy: LoadBalancerName PolicyName CookieName
                    CreateLBCookieStickinessPolicy: LoadBalancerName PolicyName
                    CreateLoadBalancer: LoadBalancerName Listeners
                    Listener: Protocol LoadBalancerPort InstancePort
                    CreateLoadBalancerListeners: LoadBalancerName Listeners
                    CreateLoadBalancerPolicy: LoadBalancerName PolicyName PolicyTypeName
                    DeleteLoadBalancer: LoadBalancerName
                    DeleteLoadBalancerListeners: LoadBalancerName LoadBalancerPorts
                    DeleteLoadBalancerPolicy: LoadBalancerName PolicyName
                    DeregisterInstancesFromLoadBalancer: LoadBalancerName Instances
                    DescribeInstanceHealth: LoadBalancerName
                    DescribeLoadBalancerAttributes: LoadBalancerName
                    DescribeTags: LoadBalancerNames
                    DetachLoadBalancerFromSubnets: LoadBalancerName Subnets
                    DisableAvailabilityZonesForLoadBalancer: LoadBalancerName AvailabilityZones
                    EnableAvailabilityZonesForLoadBalancer: LoadBalancerName AvailabilityZones
                    ModifyLoadBalancerAttributes: LoadBalancerName LoadBalancerAttributes
                    CrossZoneLoadBalancing: Enabled
                    AccessLog: Enabled
                    ConnectionDraining: Enabled
                    ConnectionSettings: IdleTimeout
                    RegisterInstancesWithLoadBalancer: LoadBalancerName Instances
                    RemoveTags: LoadBalancerNames Tags
                    SetLoadBalancerListenerSSLCertificate: LoadBalancerName LoadBalancerPort SSLCertificateId
                    SetLoadBalancerPoliciesForBackendServer: LoadBalancerName InstancePort PolicyNames
                    SetLoadBalancerPoliciesOfListener: LoadBalancerName LoadBalancerPort PolicyNames
                    """);

    private static final Map<String, List<String>> SECOND =
            read(
                    """
                    AddListenerCertificates: ListenerArn Certificates
                    AddTags: ResourceArns Tags
                    Tag: Key
                    CreateListener: LoadBalancerArn DefaultActions
                    Action: Type
                    RedirectActionConfig: StatusCode
                    FixedResponseActionConfig: StatusCode
                    CreateLoadBalancer: Name
                    CreateRule: ListenerArn Conditions Priority Actions
                    RuleTransform: Type
                    RewriteConfig: Regex Replace
                    CreateTargetGroup: Name
                    DeleteListener: ListenerArn
                    DeleteLoadBalancer: LoadBalancerArn
                    DeleteRule: RuleArn
                    DeleteTargetGroup: TargetGroupArn
                    DeregisterTargets: TargetGroupArn Targets
                    TargetDescription: Id
                    DescribeListenerAttributes: ListenerArn
                    DescribeListenerCertificates: ListenerArn
                    DescribeLoadBalancerAttributes: LoadBalancerArn
                    DescribeTags: ResourceArns
                    DescribeTargetGroupAttributes: TargetGroupArn
                    DescribeTargetHealth: TargetGroupArn
                    ModifyListener: ListenerArn
                    ModifyListenerAttributes: ListenerArn Attributes
                    ModifyLoadBalancerAttributes: LoadBalancerArn Attributes
                    ModifyRule: RuleArn
                    ModifyTargetGroup: TargetGroupArn
                    ModifyTargetGroupAttributes: TargetGroupArn Attributes
                    RegisterTargets: TargetGroupArn Targets
                    RemoveListenerCertificates: ListenerArn Certificates
                    RemoveTags: ResourceArns TagKeys
                    SetIpAddressType: LoadBalancerArn IpAddressType
                    SetRulePriorities: RulePriorities
                    SetSecurityGroups: LoadBalancerArn SecurityGroups
                    SetSubnets: LoadBalancerArn
                    """);

    private RequiredMembers() {}

    private static Map<String, List<String>> read(String lines) {
        Map<String, List<String>> all = new HashMap<>();
        lines.lines()
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    all.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            List.of(line.substring(colon + 2).split(" ")));
                });
        return Map.copyOf(all);
    }

    /** The required members of a request or of a part of one. */
    static List<String> of(SdkPojo pojo) {
        String name =
                pojo.getClass()
                        .getSimpleName()
                        .replaceFirst("Request$", "")
                        .toLowerCase(Locale.ROOT);
        boolean second = pojo.getClass().getPackageName().contains("elasticloadbalancingv2");
        return (second ? SECOND : CLASSIC).getOrDefault(name, List.of());
    }
}
