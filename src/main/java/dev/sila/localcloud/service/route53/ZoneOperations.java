package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.DeleteHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.DeleteHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.UpdateHostedZoneCommentRequest;
import software.amazon.awssdk.services.route53.model.UpdateHostedZoneCommentResponse;
import software.amazon.awssdk.services.route53.model.VPC;

/** Makes, shows and deletes hosted zones. */
final class ZoneOperations {
    /** The name servers that every private zone names, though nobody can ask them. */
    private static final List<String> PRIVATE_SERVERS =
            List.of(
                    "ns-0.awsdns-00.com",
                    "ns-512.awsdns-00.net",
                    "ns-1024.awsdns-00.org",
                    "ns-1536.awsdns-00.co.uk");

    private static final long TWO_DAYS = 172_800;
    private static final long QUARTER_HOUR = 900;

    private final ZoneStore store;
    private final Vpcs vpcs;

    ZoneOperations(ZoneStore store, Vpcs vpcs) {
        this.store = store;
        this.vpcs = vpcs;
    }

    public CreateHostedZoneResponse createHostedZone(CreateHostedZoneRequest request) {
        if (request.delegationSetId() != null) {
            throw new AwsFailure(
                    "NoSuchDelegationSet",
                    "No reusable delegation set found with ID: " + request.delegationSetId());
        }
        DnsName name = Refusals.name(request.name());
        VPC vpc = request.vpc();
        boolean isPrivate = isPrivate(request);
        if (store.zones.values().stream()
                .anyMatch(each -> each.callerReference.equals(request.callerReference()))) {
            throw new AwsFailure(
                    "HostedZoneAlreadyExists",
                    "A hosted zone has already been created with the specified caller reference.",
                    409);
        }
        if (vpc != null) {
            AssociationOperations.check(store, vpcs, vpc);
            AssociationOperations.conflict(store, name, vpc.vpcId());
        }
        if (store.zones.size() >= store.limit(ZoneStore.ZONES)) {
            throw new AwsFailure(
                    "TooManyHostedZones",
                    "You have reached the limit of hosted zones that you can create.");
        }
        Zone zone = zone(name, request, isPrivate);
        zone.comment = config(request).map(each -> each.comment()).orElse(null);
        if (vpc != null) {
            zone.vpcs.add(vpc.vpcId());
        }
        store.zones.put(zone.id, zone);
        return CreateHostedZoneResponse.builder()
                .hostedZone(zone.model())
                .changeInfo(store.changed(null))
                .delegationSet(zone.delegation())
                .vpc(vpc)
                .location("https://route53.amazonaws.com/2013-04-01/hostedzone/" + zone.id)
                .build();
    }

    private static Optional<software.amazon.awssdk.services.route53.model.HostedZoneConfig> config(
            CreateHostedZoneRequest request) {
        return Optional.ofNullable(request.hostedZoneConfig());
    }

    /** A zone is private if it comes with a VPC; it cannot be one without the other. */
    private static boolean isPrivate(CreateHostedZoneRequest request) {
        Boolean wanted = config(request).map(each -> each.privateZone()).orElse(null);
        boolean hasVpc = request.vpc() != null;
        if (Boolean.TRUE.equals(wanted) && !hasVpc) {
            throw Refusals.input(
                    "When you're creating a private hosted zone (when you specify true for"
                            + " PrivateZone), you must also specify values for VPCId and"
                            + " VPCRegion.");
        }
        if (Boolean.FALSE.equals(wanted) && hasVpc) {
            throw Refusals.input(
                    "A public hosted zone cannot be associated with a VPC: PrivateZone is false"
                            + " and a VPC is specified.");
        }
        return hasVpc;
    }

    private Zone zone(DnsName name, CreateHostedZoneRequest request, boolean isPrivate) {
        List<String> servers = isPrivate ? PRIVATE_SERVERS : publicServers();
        Zone zone = new Zone(store.newId("Z"), name, request.callerReference(), isPrivate, servers);
        add(zone, "NS", TWO_DAYS, servers.stream().map(each -> each + "."));
        String soa = servers.getLast() + ". awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400";
        add(zone, "SOA", QUARTER_HOUR, Stream.of(soa));
        return zone;
    }

    /** Four, one of each top-level domain, as each delegation set of AWS has them. */
    private List<String> publicServers() {
        List<String> domains = List.of("com", "net", "org", "co.uk");
        return java.util.stream.IntStream.range(0, domains.size())
                .mapToObj(index ->
                        "ns-%d.awsdns-%02d.%s"
                                .formatted(
                                        512 * index + store.foundation.identity().below(512),
                                        store.foundation.identity().below(64),
                                        domains.get(index)))
                .toList();
    }

    private static void add(Zone zone, String type, long ttl, Stream<String> values) {
        ResourceRecordSet record =
                ResourceRecordSet.builder()
                        .name(zone.name.text())
                        .type(type)
                        .ttl(ttl)
                        .resourceRecords(
                                values.map(each -> ResourceRecord.builder().value(each).build())
                                        .toList())
                        .build();
        zone.records.put(RecordKey.of(record), record);
    }

    public GetHostedZoneResponse getHostedZone(GetHostedZoneRequest request) {
        Zone zone = store.zone(request.id());
        GetHostedZoneResponse.Builder response =
                GetHostedZoneResponse.builder().hostedZone(zone.model());
        return zone.isPrivate
                ? response.vpCs(vpcs(zone)).build()
                : response.delegationSet(zone.delegation()).build();
    }

    private List<VPC> vpcs(Zone zone) {
        String region = store.foundation.realm().region();
        return zone.vpcs.stream()
                .map(each -> VPC.builder().vpcId(each).vpcRegion(region).build())
                .toList();
    }

    public DeleteHostedZoneResponse deleteHostedZone(DeleteHostedZoneRequest request) {
        Zone zone = store.zone(request.id());
        if (!zone.isEmpty()) {
            throw new AwsFailure(
                    "HostedZoneNotEmpty",
                    "The specified hosted zone contains non-required resource record sets and so"
                            + " cannot be deleted.");
        }
        store.zones.remove(zone.id);
        return DeleteHostedZoneResponse.builder().changeInfo(store.changed(null)).build();
    }

    /** Without a comment it deletes the one that is there. */
    public UpdateHostedZoneCommentResponse updateHostedZoneComment(
            UpdateHostedZoneCommentRequest request) {
        Zone zone = store.zone(request.id());
        @Nullable String comment = request.comment();
        zone.comment = comment;
        return UpdateHostedZoneCommentResponse.builder().hostedZone(zone.model()).build();
    }
}
