"""A network with public and private subnets, NAT, a peer, a VPN gateway and endpoints."""
from .common import refused, tags, until, wait

ANYWHERE = "0.0.0.0/0"


def build(account):
    ec2, made = account.ec2, account.made
    made["vpc"] = vpc(ec2, "main", "10.40.0.0/16")
    made["dhcp"] = ec2.create_dhcp_options(
        DhcpConfigurations=[{"Key": "domain-name", "Values": ["main.internal"]},
                            {"Key": "domain-name-servers", "Values": ["AmazonProvidedDNS"]}],
        TagSpecifications=tags("dhcp-options", "main"))["DhcpOptions"]["DhcpOptionsId"]
    ec2.associate_dhcp_options(DhcpOptionsId=made["dhcp"], VpcId=made["vpc"])
    for name, cidr, zone in (("public_a", "10.40.0.0/24", "a"), ("public_b", "10.40.1.0/24", "b"),
                             ("private_a", "10.40.10.0/24", "a"), ("private_b", "10.40.11.0/24", "b")):
        made[name] = ec2.create_subnet(VpcId=made["vpc"], CidrBlock=cidr, AvailabilityZone="us-east-1" + zone,
                                       TagSpecifications=tags("subnet", name))["Subnet"]["SubnetId"]
    wait(ec2, "subnet_available", SubnetIds=[made["public_a"], made["private_b"]])
    ec2.modify_subnet_attribute(SubnetId=made["public_a"], MapPublicIpOnLaunch={"Value": True})
    gateway(ec2, made)
    nat(ec2, made)
    peer(ec2, made)
    vpn(ec2, made)
    endpoints(ec2, made)
    groups(ec2, made)
    interface(ec2, made)


def vpc(ec2, name, cidr):
    created = ec2.create_vpc(CidrBlock=cidr, TagSpecifications=tags("vpc", name))["Vpc"]["VpcId"]
    wait(ec2, "vpc_available", VpcIds=[created])
    ec2.modify_vpc_attribute(VpcId=created, EnableDnsHostnames={"Value": True})
    return created


def gateway(ec2, made):
    made["igw"] = ec2.create_internet_gateway(
        TagSpecifications=tags("internet-gateway", "main"))["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=made["igw"], VpcId=made["vpc"])
    made["public"] = table(ec2, made, "public", "public_a", "public_b")
    ec2.create_route(RouteTableId=made["public"], DestinationCidrBlock=ANYWHERE, GatewayId=made["igw"])


def table(ec2, made, name, *subnets):
    created = ec2.create_route_table(
        VpcId=made["vpc"], TagSpecifications=tags("route-table", name))["RouteTable"]["RouteTableId"]
    made[name + "_associations"] = [
        ec2.associate_route_table(RouteTableId=created, SubnetId=made[each])["AssociationId"] for each in subnets]
    return created


def nat(ec2, made):
    made["address"] = ec2.allocate_address(
        Domain="vpc", TagSpecifications=tags("elastic-ip", "nat"))["AllocationId"]
    made["nat"] = ec2.create_nat_gateway(
        SubnetId=made["public_a"], AllocationId=made["address"],
        TagSpecifications=tags("natgateway", "main"))["NatGateway"]["NatGatewayId"]
    wait(ec2, "nat_gateway_available", NatGatewayIds=[made["nat"]])
    made["private"] = table(ec2, made, "private", "private_a", "private_b")
    ec2.create_route(RouteTableId=made["private"], DestinationCidrBlock=ANYWHERE, NatGatewayId=made["nat"])
    refused("RouteAlreadyExists", ec2.create_route, RouteTableId=made["private"], DestinationCidrBlock=ANYWHERE,
            GatewayId=made["igw"])


def peer(ec2, made):
    made["peer"] = vpc(ec2, "peer", "10.41.0.0/16")
    made["peering"] = ec2.create_vpc_peering_connection(
        VpcId=made["vpc"], PeerVpcId=made["peer"], TagSpecifications=tags("vpc-peering-connection", "peer"))[
        "VpcPeeringConnection"]["VpcPeeringConnectionId"]
    wait(ec2, "vpc_peering_connection_exists", VpcPeeringConnectionIds=[made["peering"]])
    until("a request to accept", lambda: ec2.describe_vpc_peering_connections(
        VpcPeeringConnectionIds=[made["peering"]])["VpcPeeringConnections"][0]["Status"]["Code"] == "pending-acceptance")
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=made["peering"])
    main = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [made["peer"]]}])["RouteTables"][0]
    made["peer_main"] = main["RouteTableId"]
    ec2.create_route(RouteTableId=made["private"], DestinationCidrBlock="10.41.0.0/16",
                     VpcPeeringConnectionId=made["peering"])
    ec2.create_route(RouteTableId=made["peer_main"], DestinationCidrBlock="10.40.0.0/16",
                     VpcPeeringConnectionId=made["peering"])


def vpn(ec2, made):
    made["vgw"] = ec2.create_vpn_gateway(
        Type="ipsec.1", TagSpecifications=tags("vpn-gateway", "main"))["VpnGateway"]["VpnGatewayId"]
    ec2.attach_vpn_gateway(VpnGatewayId=made["vgw"], VpcId=made["vpc"])
    until("an attached VPN gateway", lambda: ec2.describe_vpn_gateways(
        VpnGatewayIds=[made["vgw"]])["VpnGateways"][0]["VpcAttachments"][0]["State"] == "attached")
    ec2.enable_vgw_route_propagation(RouteTableId=made["private"], GatewayId=made["vgw"])
    ec2.create_route(RouteTableId=made["private"], DestinationCidrBlock="192.168.0.0/16", GatewayId=made["vgw"])


def endpoints(ec2, made):
    made["s3_endpoint"] = ec2.create_vpc_endpoint(
        VpcId=made["vpc"], ServiceName="com.amazonaws.us-east-1.s3", VpcEndpointType="Gateway",
        RouteTableIds=[made["private"]], TagSpecifications=tags("vpc-endpoint", "s3"))["VpcEndpoint"]["VpcEndpointId"]
    routes = ec2.describe_route_tables(RouteTableIds=[made["private"]])["RouteTables"][0]["Routes"]
    assert any(route.get("GatewayId") == made["s3_endpoint"] for route in routes), routes
    made["ssm_endpoint"] = ec2.create_vpc_endpoint(
        VpcId=made["vpc"], ServiceName="com.amazonaws.us-east-1.ssm", VpcEndpointType="Interface",
        SubnetIds=[made["private_a"]], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]


def groups(ec2, made):
    for name in ("balancer", "hosts"):
        made[name + "_group"] = ec2.create_security_group(
            GroupName=name, Description=name, VpcId=made["vpc"],
            TagSpecifications=tags("security-group", name))["GroupId"]
    ec2.authorize_security_group_ingress(
        GroupId=made["balancer_group"],
        IpPermissions=[{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": ANYWHERE}]}])
    ec2.authorize_security_group_ingress(
        GroupId=made["hosts_group"],
        IpPermissions=[{"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080,
                        "UserIdGroupPairs": [{"GroupId": made["balancer_group"]}]}])
    refused("InvalidPermission.Duplicate", ec2.authorize_security_group_ingress, GroupId=made["balancer_group"],
            IpProtocol="tcp", FromPort=80, ToPort=80, CidrIp=ANYWHERE)
    refused("InvalidGroup.Duplicate", ec2.create_security_group, GroupName="hosts", Description="x",
            VpcId=made["vpc"])


def interface(ec2, made):
    made["interface"] = ec2.create_network_interface(
        SubnetId=made["private_a"], PrivateIpAddress="10.40.10.5", Groups=[made["hosts_group"]],
        TagSpecifications=tags("network-interface", "reserved"))["NetworkInterface"]["NetworkInterfaceId"]
    wait(ec2, "network_interface_available", NetworkInterfaceIds=[made["interface"]])
    refused("InvalidIPAddress.InUse", ec2.create_network_interface, SubnetId=made["private_a"],
            PrivateIpAddress="10.40.10.5")
