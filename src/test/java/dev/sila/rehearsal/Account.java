package dev.sila.rehearsal;

import dev.sila.aws.Clients;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/**
 * Everything in an account, by anybody: what must be back where it was once an environment is gone.
 */
record Account(Clients clients) {

    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        network(clients.ec2(), counts);
        fleet(counts);
        return counts;
    }

    private static void network(Ec2Client ec2, Map<String, Integer> counts) {
        counts.put("vpcs", ec2.describeVpcs().vpcs().size());
        counts.put("subnets", ec2.describeSubnets().subnets().size());
        counts.put("gateways", ec2.describeInternetGateways().internetGateways().size());
        counts.put("route tables", ec2.describeRouteTables().routeTables().size());
        counts.put("addresses", ec2.describeAddresses().addresses().size());
        counts.put(
                "NAT gateways",
                (int)
                        ec2.describeNatGateways().natGateways().stream()
                                .filter(each -> each.state() != NatGatewayState.DELETED)
                                .count());
        counts.put(
                "attached VPN gateways",
                (int)
                        ec2.describeVpnGateways().vpnGateways().stream()
                                .flatMap(each -> each.vpcAttachments().stream())
                                .filter(each -> each.state() != AttachmentStatus.DETACHED)
                                .count());
        counts.put("VPN gateways", ec2.describeVpnGateways().vpnGateways().size());
        counts.put("endpoints", ec2.describeVpcEndpoints().vpcEndpoints().size());
        counts.put("groups", ec2.describeSecurityGroups().securityGroups().size());
        counts.put("routes", routes(ec2));
        counts.put("rules", ec2.describeSecurityGroupRules(each -> {}).securityGroupRules().size());
        counts.put("peerings", live(ec2));
        counts.put("dhcp options", ec2.describeDhcpOptions().dhcpOptions().size());
    }

    private void fleet(Map<String, Integer> counts) {
        var ec2 = clients.ec2();
        counts.put("templates", ec2.describeLaunchTemplates().launchTemplates().size());
        counts.put("interfaces", ec2.describeNetworkInterfaces().networkInterfaces().size());
        counts.put("volumes", ec2.describeVolumes().volumes().size());
        counts.put("topics", clients.sns().listTopics().topics().size());
        counts.put("subscriptions", clients.sns().listSubscriptions().subscriptions().size());
        counts.put(
                "groups of hosts",
                clients.autoScaling().describeAutoScalingGroups().autoScalingGroups().size());
        counts.put(
                "scheduled actions",
                clients.autoScaling()
                        .describeScheduledActions()
                        .scheduledUpdateGroupActions()
                        .size());
        counts.put("policies", clients.autoScaling().describePolicies().scalingPolicies().size());
        balancing(counts);
        counts.put("alarms", clients.cloudWatch().describeAlarms().metricAlarms().size());
        counts.put("log groups", clients.logs().describeLogGroups().logGroups().size());
        counts.put(
                "metric filters",
                clients.logs().describeMetricFilters(each -> {}).metricFilters().size());
        counts.put("roles", clients.iam().listRoles().roles().size());
        counts.put("profiles", clients.iam().listInstanceProfiles().instanceProfiles().size());
    }

    private void balancing(Map<String, Integer> counts) {
        counts.put(
                "balancers",
                clients.loadBalancing().describeLoadBalancers().loadBalancers().size());
        counts.put(
                "classic balancers",
                clients.classicLoadBalancing()
                        .describeLoadBalancers()
                        .loadBalancerDescriptions()
                        .size());
        counts.put(
                "records",
                clients.route53().listHostedZones().hostedZones().stream()
                        .mapToInt(each -> each.resourceRecordSetCount().intValue())
                        .sum());
        counts.put(
                "target groups",
                clients.loadBalancing().describeTargetGroups().targetGroups().size());
    }

    private static int routes(Ec2Client ec2) {
        return ec2.describeRouteTables().routeTables().stream()
                .mapToInt(each -> each.routes().size())
                .sum();
    }

    /** AWS goes on listing connections for hours after their end. */
    private static int live(Ec2Client ec2) {
        return (int)
                ec2.describeVpcPeeringConnections().vpcPeeringConnections().stream()
                        .filter(each -> !each.status().codeAsString().equals("deleted"))
                        .count();
    }
}
