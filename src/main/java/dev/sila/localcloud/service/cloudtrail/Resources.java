package dev.sila.localcloud.service.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.wire.Members;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Which resources a call was about: by the prefixes of EC2's identifiers and members' names. */
final class Resources {
    private static final Map<String, String> PREFIXES =
            Map.ofEntries(
                    Map.entry("i-", "AWS::EC2::Instance"),
                    Map.entry("vpc-", "AWS::EC2::VPC"),
                    Map.entry("subnet-", "AWS::EC2::Subnet"),
                    Map.entry("sg-", "AWS::EC2::SecurityGroup"),
                    Map.entry("ami-", "AWS::EC2::Ami"),
                    Map.entry("vol-", "AWS::EC2::Volume"),
                    Map.entry("snap-", "AWS::EC2::Snapshot"),
                    Map.entry("eni-", "AWS::EC2::NetworkInterface"),
                    Map.entry("igw-", "AWS::EC2::InternetGateway"),
                    Map.entry("nat-", "AWS::EC2::NatGateway"),
                    Map.entry("rtb-", "AWS::EC2::RouteTable"),
                    Map.entry("acl-", "AWS::EC2::NetworkAcl"),
                    Map.entry("eipalloc-", "AWS::EC2::EIP"),
                    Map.entry("pcx-", "AWS::EC2::VPCPeeringConnection"),
                    Map.entry("vgw-", "AWS::EC2::VPNGateway"),
                    Map.entry("vpce-", "AWS::EC2::VPCEndpoint"),
                    Map.entry("dopt-", "AWS::EC2::DHCPOptions"),
                    Map.entry("lt-", "AWS::EC2::LaunchTemplate"));
    private static final Map<String, String> MEMBERS =
            Map.ofEntries(
                    Map.entry("AutoScalingGroupName", "AWS::AutoScaling::AutoScalingGroup"),
                    Map.entry("RoleName", "AWS::IAM::Role"),
                    Map.entry("UserName", "AWS::IAM::User"),
                    Map.entry("GroupName", "AWS::IAM::Group"),
                    Map.entry("InstanceProfileName", "AWS::IAM::InstanceProfile"),
                    Map.entry("PolicyArn", "AWS::IAM::Policy"),
                    Map.entry("Bucket", "AWS::S3::Bucket"),
                    Map.entry("TopicArn", "AWS::SNS::Topic"),
                    Map.entry("QueueUrl", "AWS::SQS::Queue"),
                    Map.entry("AlarmName", "AWS::CloudWatch::Alarm"),
                    Map.entry("AlarmNames", "AWS::CloudWatch::Alarm"),
                    Map.entry("logGroupName", "AWS::Logs::LogGroup"),
                    Map.entry("CertificateArn", "AWS::CertificateManager::Certificate"),
                    Map.entry("HostedZoneId", "AWS::Route53::HostedZone"),
                    Map.entry("KeyName", "AWS::EC2::KeyPair"),
                    Map.entry("LoadBalancerName", "AWS::ElasticLoadBalancing::LoadBalancer"),
                    Map.entry("LoadBalancerArn", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
                    Map.entry("TargetGroupArn", "AWS::ElasticLoadBalancingV2::TargetGroup"),
                    Map.entry("DocumentName", "AWS::SSM::Document"),
                    Map.entry("WindowId", "AWS::SSM::MaintenanceWindow"),
                    Map.entry("BaselineId", "AWS::SSM::PatchBaseline"));

    private Resources() {}

    static List<Event.Resource> of(Event event) {
        Collection<Event.Resource> found = new LinkedHashSet<>();
        String service = event.call().service();
        walk(service, "", Members.of(event.call().request()), found);
        if (event.response() != null) {
            walk(service, "", Members.of(event.response()), found);
        }
        return List.copyOf(found);
    }

    private static void walk(
            String service, String member, JsonNode node, Collection<Event.Resource> found) {
        if (node.isObject()) {
            node.forEachEntry((name, value) -> walk(service, name, value, found));
        } else if (node.isArray()) {
            node.forEach(each -> walk(service, member, each, found));
        } else if (node.isTextual()) {
            value(service, member, node.asText(), found);
        }
    }

    private static void value(
            String service, String member, String text, Collection<Event.Resource> found) {
        int hyphen = text.indexOf('-');
        String type =
                hyphen < 0 || !text.matches("[a-z]+-[0-9a-f]{8,17}")
                        ? null
                        : PREFIXES.get(text.substring(0, hyphen + 1));
        if (type == null && (!member.equals("GroupName") || service.equals("iam"))) {
            type = MEMBERS.get(member);
        }
        if (type != null && !text.isEmpty()) {
            found.add(new Event.Resource(type, text));
        }
    }
}
