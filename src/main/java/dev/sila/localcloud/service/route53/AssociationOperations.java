package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.AwsFailure;
import software.amazon.awssdk.services.route53.model.AssociateVpcWithHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.AssociateVpcWithHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.DisassociateVpcFromHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.DisassociateVpcFromHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.VPC;

/** The VPCs in which private zones are seen. */
final class AssociationOperations {
    private final ZoneStore store;
    private final Vpcs vpcs;

    AssociationOperations(ZoneStore store, Vpcs vpcs) {
        this.store = store;
        this.vpcs = vpcs;
    }

    public AssociateVpcWithHostedZoneResponse associateVPCWithHostedZone(
            AssociateVpcWithHostedZoneRequest request) {
        Zone zone = privateZone(request.hostedZoneId(), "associate");
        check(store, vpcs, request.vpc());
        String vpcId = request.vpc().vpcId();
        if (!zone.vpcs.contains(vpcId)) {
            conflict(store, zone.name, vpcId);
            if (zone.vpcs.size() >= store.limit(ZoneStore.VPCS)) {
                throw new AwsFailure(
                        "LimitsExceeded",
                        "You have reached the limit of VPCs that you can associate with hosted"
                                + " zone "
                                + zone.id);
            }
        }
        zone.vpcs.add(vpcId);
        return AssociateVpcWithHostedZoneResponse.builder()
                .changeInfo(store.changed(request.comment()))
                .build();
    }

    public DisassociateVpcFromHostedZoneResponse disassociateVPCFromHostedZone(
            DisassociateVpcFromHostedZoneRequest request) {
        Zone zone = privateZone(request.hostedZoneId(), "disassociate");
        String vpcId = given(request.vpc());
        if (!zone.vpcs.contains(vpcId)) {
            throw new AwsFailure(
                    "VPCAssociationNotFound",
                    "The VPC %s is not associated with the hosted zone %s."
                            .formatted(vpcId, zone.id),
                    404);
        }
        if (zone.vpcs.size() == 1) {
            throw new AwsFailure(
                    "LastVPCAssociation",
                    "The VPC that you are trying to disassociate from the private hosted zone is"
                            + " the last VPC that is associated with the hosted zone.");
        }
        zone.vpcs.remove(vpcId);
        return DisassociateVpcFromHostedZoneResponse.builder()
                .changeInfo(store.changed(request.comment()))
                .build();
    }

    private Zone privateZone(String id, String verb) {
        Zone zone = store.zone(id);
        if (!zone.isPrivate) {
            throw new AwsFailure(
                    "PublicZoneVPCAssociation",
                    "You're trying to %s a VPC and the public hosted zone %s, which has no VPCs."
                            .formatted(verb, zone.id));
        }
        return zone;
    }

    private static String given(VPC vpc) {
        if (vpc.vpcId() == null || vpc.vpcRegionAsString() == null) {
            throw Refusals.input("Both VPCId and VPCRegion of a VPC must be specified.");
        }
        return vpc.vpcId();
    }

    /** Refuses a VPC that the account does not have. */
    static void check(ZoneStore store, Vpcs vpcs, VPC vpc) {
        String vpcId = given(vpc);
        String region = vpc.vpcRegionAsString();
        if (!region.equals(store.foundation.realm().region()) || !vpcs.exists(vpcId)) {
            throw Refusals.vpc(
                    "The VPC %s in region %s that you provided does not exist or you are not"
                                    .formatted(vpcId, region)
                            + " authorized to make the association.");
        }
    }

    /** Refuses a second zone of one name in a VPC. */
    static void conflict(ZoneStore store, DnsName name, String vpcId) {
        store.named(name)
                .filter(each -> each.vpcs.contains(vpcId))
                .findFirst()
                .ifPresent(each -> {
                    throw new AwsFailure(
                            "ConflictingDomainExists",
                            "The VPC %s in region %s has already been associated with the hosted"
                                            .formatted(vpcId, store.foundation.realm().region())
                                    + " zone %s with the same domain name.".formatted(each.id));
                });
    }
}
