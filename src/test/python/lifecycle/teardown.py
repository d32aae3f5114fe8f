"""Deletes of the network: first in every wrong order, then in the right one, until nothing is left."""
from .common import refused, until, wait

EVERYTHING = {
    "ec2": [("describe_vpc_peering_connections", "VpcPeeringConnections"), ("describe_nat_gateways", "NatGateways"),
            ("describe_vpc_endpoints", "VpcEndpoints"), ("describe_addresses", "Addresses"),
            ("describe_network_interfaces", "NetworkInterfaces"), ("describe_launch_templates", "LaunchTemplates"),
            ("describe_key_pairs", "KeyPairs"), ("describe_volumes", "Volumes"), ("describe_vpn_gateways", "VpnGateways")],
    "autoscaling": [("describe_auto_scaling_groups", "AutoScalingGroups"), ("describe_policies", "ScalingPolicies")],
    "elb": [("describe_load_balancers", "LoadBalancerDescriptions")],
    "elbv2": [("describe_load_balancers", "LoadBalancers"), ("describe_target_groups", "TargetGroups")],
    "cloudwatch": [("describe_alarms", "MetricAlarms")],
    "sns": [("list_topics", "Topics"), ("list_subscriptions", "Subscriptions")],
    "sqs": [("list_queues", "QueueUrls")],
    "events": [("list_rules", "Rules")],
    "ssm": [("describe_maintenance_windows", "WindowIdentities"), ("describe_parameters", "Parameters")],
    "iam": [("list_roles", "Roles"), ("list_users", "Users"), ("list_groups", "Groups"),
            ("list_instance_profiles", "InstanceProfiles")],
    "s3": [("list_buckets", "Buckets")],
}
OVER = ("deleted", "deleting")


def left(account):
    """What exists, by operation; what AWS still shows some time after its end does not count."""
    found = {}
    for service, reads in EVERYTHING.items():
        for operation, member in reads:
            rows = getattr(getattr(account, service), operation)().get(member, [])
            rows = [row for row in rows if not isinstance(row, dict) or not ended(row)]
            if rows:
                found[f"{service} {operation}"] = rows
    ec2 = account.ec2
    images = ec2.describe_images(Owners=["self"])["Images"] + ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"]
    if images:
        found["images and snapshots"] = images
    own = [each for each in ec2.describe_vpcs()["Vpcs"] if not each["IsDefault"]]
    if own:
        found["vpcs"] = own
    return found


def ended(row):
    state = row.get("State", row.get("Status", ""))
    code = state.get("Code", "") if isinstance(state, dict) else state
    return str(code) in OVER or "/aws-service-role/" in row.get("Path", "")


def wrong_orders(account):
    ec2, made = account.ec2, account.made
    refused("DependencyViolation", ec2.delete_vpc, VpcId=made["vpc"])
    refused("DependencyViolation", ec2.delete_subnet, SubnetId=made["public_a"])
    refused("DependencyViolation", ec2.delete_security_group, GroupId=made["balancer_group"])
    refused("DependencyViolation", ec2.detach_internet_gateway, InternetGatewayId=made["igw"], VpcId=made["vpc"])
    refused("DependencyViolation", ec2.delete_internet_gateway, InternetGatewayId=made["igw"])
    refused("DependencyViolation", ec2.delete_route_table, RouteTableId=made["private"])
    refused("DependencyViolation", ec2.delete_dhcp_options, DhcpOptionsId=made["dhcp"])
    refused("IncorrectState", ec2.delete_vpn_gateway, VpnGatewayId=made["vgw"])
    refused("AuthFailure", ec2.release_address, AllocationId=made["address"])


def remove(account):
    ec2, made = account.ec2, account.made
    ec2.delete_network_interface(NetworkInterfaceId=made["interface"])
    ec2.delete_vpc_endpoints(VpcEndpointIds=[made["s3_endpoint"], made["ssm_endpoint"]])
    ec2.delete_nat_gateway(NatGatewayId=made["nat"])
    wait(ec2, "nat_gateway_deleted", NatGatewayIds=[made["nat"]])
    ec2.release_address(AllocationId=made["address"])
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=made["peering"])
    wait(ec2, "vpc_peering_connection_deleted", VpcPeeringConnectionIds=[made["peering"]])
    states = {route.get("VpcPeeringConnectionId"): route["State"] for route in ec2.describe_route_tables(
        RouteTableIds=[made["private"]])["RouteTables"][0]["Routes"]}
    assert states[made["peering"]] == "blackhole", states
    ec2.detach_vpn_gateway(VpnGatewayId=made["vgw"], VpcId=made["vpc"])
    until("a detached VPN gateway", lambda: all(
        each["State"] == "detached" for each in ec2.describe_vpn_gateways(
            VpnGatewayIds=[made["vgw"]])["VpnGateways"][0].get("VpcAttachments", [])))
    ec2.delete_vpn_gateway(VpnGatewayId=made["vgw"])
    for name in ("public", "private"):
        for association in made[name + "_associations"]:
            ec2.disassociate_route_table(AssociationId=association)
        ec2.delete_route_table(RouteTableId=made[name])
    until("no interface in the VPC", lambda: not ec2.describe_network_interfaces(
        Filters=[{"Name": "vpc-id", "Values": [made["vpc"]]}])["NetworkInterfaces"])
    ec2.detach_internet_gateway(InternetGatewayId=made["igw"], VpcId=made["vpc"])
    ec2.delete_internet_gateway(InternetGatewayId=made["igw"])
    for name in ("public_a", "public_b", "private_a", "private_b"):
        ec2.delete_subnet(SubnetId=made[name])
    for name in ("hosts_group", "balancer_group"):
        ec2.delete_security_group(GroupId=made[name])
    for name in ("vpc", "peer"):
        ec2.delete_vpc(VpcId=made[name])
    ec2.delete_dhcp_options(DhcpOptionsId=made["dhcp"])
