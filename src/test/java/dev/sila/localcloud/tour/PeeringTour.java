package dev.sila.localcloud.tour;

import static dev.sila.localcloud.Ec2Setup.filter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Ec2Setup;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** Peering connections through their lives, and what rules name across them. */
final class PeeringTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Ec2Setup setup = new Ec2Setup(rig);
        String one = setup.vpc("10.0.0.0/16");
        String other = setup.vpc("10.1.0.0/16");
        ends(rig, one, other);
        String id = active(rig, one, other);
        groups(rig, one, other, id);
    }

    private static VpcPeeringConnection now(Rig rig, String id) {
        return rig.ec2()
                .describeVpcPeeringConnections(r -> r.vpcPeeringConnectionIds(id))
                .vpcPeeringConnections()
                .getFirst();
    }

    private static VpcPeeringConnectionStateReasonCode state(Rig rig, String id) {
        return now(rig, id).status().code();
    }

    private static void ends(Rig rig, String one, String other) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String rejected = setup.request(one, other);
        assertThat(state(rig, rejected))
                .isEqualTo(VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE);
        ec2.rejectVpcPeeringConnection(r -> r.vpcPeeringConnectionId(rejected));
        assertThat(state(rig, rejected)).isEqualTo(VpcPeeringConnectionStateReasonCode.REJECTED);
        String expired = setup.request(other, one);
        rig.pass(Duration.ofDays(7));
        assertThat(state(rig, expired)).isEqualTo(VpcPeeringConnectionStateReasonCode.EXPIRED);
        String overlapping = setup.request(one, setup.vpc("10.0.128.0/20"));
        assertThat(state(rig, overlapping)).isEqualTo(VpcPeeringConnectionStateReasonCode.FAILED);
        String nowhere = setup.request(one, "vpc-0123456789abcdef0");
        assertThat(state(rig, nowhere)).isEqualTo(VpcPeeringConnectionStateReasonCode.FAILED);
        assertThat(
                        ec2.describeVpcPeeringConnections(
                                        r -> r.filters(filter("status-code", "failed")))
                                .vpcPeeringConnections())
                .hasSize(2);
        rig.pass(Duration.ofDays(3));
        assertThat(ec2.describeVpcPeeringConnections().vpcPeeringConnections()).isEmpty();
    }

    private static String active(Rig rig, String one, String other) {
        Ec2Client ec2 = rig.ec2();
        String id = new Ec2Setup(rig).peering(one, other);
        assertThat(state(rig, id)).isEqualTo(VpcPeeringConnectionStateReasonCode.ACTIVE);
        ec2.modifyVpcPeeringConnectionOptions(r ->
                r.vpcPeeringConnectionId(id)
                        .requesterPeeringConnectionOptions(
                                o -> o.allowDnsResolutionFromRemoteVpc(true)));
        VpcPeeringConnection peering = now(rig, id);
        assertThat(peering.requesterVpcInfo().peeringOptions().allowDnsResolutionFromRemoteVpc())
                .isTrue();
        assertThat(peering.accepterVpcInfo().peeringOptions().allowDnsResolutionFromRemoteVpc())
                .isFalse();
        assertThat(
                        ec2.describeVpcPeeringConnections(r ->
                                        r.filters(
                                                filter(
                                                        "accepter-vpc-info.cidr-block",
                                                        "10.1.0.0/16")))
                                .vpcPeeringConnections())
                .hasSize(1);
        return id;
    }

    private static void groups(Rig rig, String one, String other, String peering) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String server = setup.group(one, "server");
        String client = setup.group(other, "client");
        IpPermission permission =
                IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(5432)
                        .toPort(5432)
                        .userIdGroupPairs(UserIdGroupPair.builder().groupId(client).build())
                        .build();
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(server).ipPermissions(permission));
        assertThat(
                        ec2.describeSecurityGroupReferences(r -> r.groupId(client))
                                .securityGroupReferenceSet())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.referencingVpcId()).isEqualTo(one);
                    assertThat(each.vpcPeeringConnectionId()).isEqualTo(peering);
                });
        assertThat(ec2.describeStaleSecurityGroups(r -> r.vpcId(one)).staleSecurityGroupSet())
                .isEmpty();
        ec2.deleteSecurityGroup(r -> r.groupId(client));
        assertThat(ec2.describeStaleSecurityGroups(r -> r.vpcId(one)).staleSecurityGroupSet())
                .singleElement()
                .satisfies(each -> assertThat(each.groupId()).isEqualTo(server));
        ec2.revokeSecurityGroupIngress(r -> r.groupId(server).ipPermissions(permission));
        ec2.deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
        assertThat(state(rig, peering)).isEqualTo(VpcPeeringConnectionStateReasonCode.DELETED);
        ec2.deleteSecurityGroup(r -> r.groupId(server));
        ec2.deleteVpc(r -> r.vpcId(other));
    }
}
