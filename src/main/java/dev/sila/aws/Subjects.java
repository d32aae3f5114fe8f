package dev.sila.aws;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a request and its reply are about: the members that identify resources, at any depth, and
 * {@code Name} tags. Only members listed here are looked at, so that user data, policies and
 * passwords never get into the audit.
 */
final class Subjects {
    private static final Set<String> IDENTIFYING =
            Set.of(
                    "VpcId",
                    "SubnetId",
                    "GroupId",
                    "GroupName",
                    "RouteTableId",
                    "AssociationId",
                    "InternetGatewayId",
                    "NatGatewayId",
                    "AllocationId",
                    "PublicIp",
                    "VpnGatewayId",
                    "VpcEndpointId",
                    "VpcEndpointIds",
                    "ServiceName",
                    "PeerVpcId",
                    "VpcPeeringConnectionId",
                    "DhcpOptionsId",
                    "CidrBlock",
                    "DestinationCidrBlock",
                    "AvailabilityZone",
                    "InstanceId",
                    "InstanceIds",
                    "ImageId",
                    "Resources",
                    "LaunchTemplateId",
                    "LaunchTemplateName",
                    "AutoScalingGroupName",
                    "ScheduledActionName",
                    "PolicyName",
                    "PolicyARN",
                    "HostedZoneId",
                    "LoadBalancerArn",
                    "LoadBalancerName",
                    "LoadBalancerNames",
                    "TargetGroupArn",
                    "ListenerArn",
                    "ResourceArns",
                    "ResourceARN",
                    "RoleName",
                    "InstanceProfileName",
                    "AlarmName",
                    "AlarmNames",
                    "NetworkInterfaceId",
                    "PrivateIpAddress",
                    "TopicArn",
                    "SubscriptionArn",
                    "CommandId",
                    "DocumentName",
                    "ResourceArn");

    private Subjects() {}

    static Map<String, Set<String>> of(@Nullable SdkPojo... messages) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (SdkPojo each : messages) {
            if (each != null) {
                read(each, found);
            }
        }
        return found;
    }

    private static void read(SdkPojo message, Map<String, Set<String>> found) {
        if (nameTag(message, found)) {
            return;
        }
        for (SdkField<?> field : message.sdkFields()) {
            Object value = field.getValueOrDefault(message);
            boolean identifying = IDENTIFYING.contains(field.memberName());
            if (value instanceof String text && identifying) {
                add(found, field.memberName(), text);
            } else if (value instanceof SdkPojo inner) {
                read(inner, found);
            } else if (value instanceof Collection<?> many) {
                for (Object each : many) {
                    if (each instanceof SdkPojo inner) {
                        read(inner, found);
                    } else if (each instanceof String text && identifying) {
                        add(found, field.memberName(), text);
                    }
                }
            }
        }
    }

    /** Whether the message is a tag; the value of a {@code Name} tag is taken. */
    private static boolean nameTag(SdkPojo message, Map<String, Set<String>> found) {
        String key = null;
        String value = null;
        for (SdkField<?> field : message.sdkFields()) {
            if (field.memberName().equals("Key")) {
                key = String.valueOf(field.getValueOrDefault(message));
            } else if (field.memberName().equals("Value")) {
                value = String.valueOf(field.getValueOrDefault(message));
            }
        }
        if (AwsTags.NAME.equals(key) && value != null) {
            add(found, AwsTags.NAME, value);
        }
        return key != null;
    }

    private static void add(Map<String, Set<String>> found, String member, String value) {
        found.computeIfAbsent(member, key -> new TreeSet<>()).add(value);
    }
}
