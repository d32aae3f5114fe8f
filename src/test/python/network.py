"""Prints the networks of an account as boto3 sees them, a line for each resource, with names in place of identifiers.

What belongs to the region's default VPC is left out, and so is what each account or moment has of its own: numbers,
owners, times. Usage: network.py ENDPOINT
"""
import json
import sys

import boto3

OWN = {
    "OwnerId", "SecurityGroupArn", "SubnetArn", "AvailableIpAddressCount", "AvailabilityZoneId", "RequestId", "UserId",
    "RouteTableAssociationId", "AssociationId", "DhcpOptionsId", "SecurityGroupRuleId", "SecurityGroupRuleArn",
}
SUBNET = ("VpcId", "CidrBlock", "AvailabilityZone", "MapPublicIpOnLaunch", "Tags")
ROUTE = ("DestinationCidrBlock", "GatewayId", "NatGatewayId", "VpcPeeringConnectionId", "State")
GROUP = ("GroupName", "Description", "VpcId", "Tags")
RULE = ("GroupId", "IsEgress", "IpProtocol", "FromPort", "ToPort", "CidrIpv4", "CidrIpv6", "Description")


class Names:
    """What stands in place of each identifier."""

    def __init__(self):
        self.of = {}

    def learn(self, identifier, resource):
        tags = {each["Key"]: each["Value"] for each in resource.get("Tags", [])}
        self.of[identifier] = f"<{tags.get('Name', 'unnamed')}>"

    def plain(self, value):
        if isinstance(value, dict):
            return {key: self.plain(each) for key, each in sorted(value.items())
                    if key not in OWN and each not in (None, [], {}, "")}
        if isinstance(value, list):
            return sorted((self.plain(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
        return self.of.get(value, value)


def only(resource, members):
    return {each: resource.get(each) for each in members}


def pages(client, operation, member, **arguments):
    return [each for page in client.get_paginator(operation).paginate(**arguments) for each in page[member]]


def main(endpoint):
    ec2 = boto3.client("ec2", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="local",
                       aws_secret_access_key="local")
    names = Names()
    vpcs = [each for each in pages(ec2, "describe_vpcs", "Vpcs") if not each.get("IsDefault")]
    inside = [{"Name": "vpc-id", "Values": [each["VpcId"] for each in vpcs]}]
    if not vpcs:
        return
    subnets = pages(ec2, "describe_subnets", "Subnets", Filters=inside)
    tables = pages(ec2, "describe_route_tables", "RouteTables", Filters=inside)
    groups = [each for each in pages(ec2, "describe_security_groups", "SecurityGroups", Filters=inside)
              if each["GroupName"] != "default"]
    gateways = [each for each in pages(ec2, "describe_internet_gateways", "InternetGateways")
                if any(at["VpcId"] in inside[0]["Values"] for at in each["Attachments"])]
    rules = pages(ec2, "describe_security_group_rules", "SecurityGroupRules",
                  Filters=[{"Name": "group-id", "Values": [each["GroupId"] for each in groups]}]) if groups else []
    endpoints = [each for each in pages(ec2, "describe_vpc_endpoints", "VpcEndpoints", Filters=inside)
                 if each["State"].lower() == "available"]
    options = {each["DhcpOptionsId"]: each for each in pages(ec2, "describe_dhcp_options", "DhcpOptions")}
    for found, key in ((vpcs, "VpcId"), (subnets, "SubnetId"), (tables, "RouteTableId"), (groups, "GroupId"),
                       (gateways, "InternetGatewayId")):
        for each in found:
            names.learn(each[key], each)
    lines = []

    def tell(kind, resource):
        lines.append(f"{kind} {json.dumps(names.plain(resource), sort_keys=True)}")

    for each in vpcs:
        given = options.get(each["DhcpOptionsId"], {}).get("DhcpConfigurations", [])
        named = any(item["Key"] == "ntp-servers" for item in given)
        tell("vpc", {**only(each, ("CidrBlock", "InstanceTenancy", "Tags")), "Options": given if named else "default",
                     **{flag: ec2.describe_vpc_attribute(VpcId=each["VpcId"], Attribute=flag)[member]["Value"]
                        for flag, member in (("enableDnsSupport", "EnableDnsSupport"),
                                             ("enableDnsHostnames", "EnableDnsHostnames"))}})
    for each in subnets:
        tell("subnet", only(each, SUBNET))
    for each in tables:
        main_one = any(at.get("Main") for at in each["Associations"])
        if not main_one:
            tell("route table", {
                "Name": each["RouteTableId"], "Tags": each.get("Tags"), "VpcId": each["VpcId"],
                "Routes": [only(route, ROUTE) for route in each["Routes"] if "DestinationCidrBlock" in route],
                "Subnets": [at.get("SubnetId") for at in each["Associations"]]})
    for each in groups:
        tell("security group", only(each, GROUP))
    for each in rules:
        source = each.get("ReferencedGroupInfo", {}).get("GroupId")
        tell("rule", {**only(each, RULE), "Source": source})
    for each in gateways:
        tell("internet gateway", {"Tags": each.get("Tags"), "Vpcs": [at["VpcId"] for at in each["Attachments"]]})
    for each in endpoints:
        tell("endpoint", only(each, ("VpcEndpointType", "VpcId", "ServiceName", "RouteTableIds", "SubnetIds")))
    print("\n".join(sorted(lines)))


main(sys.argv[1])
