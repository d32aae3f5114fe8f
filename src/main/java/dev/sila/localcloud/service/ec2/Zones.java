package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.service.FieldFilters;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Availability zones, regions and what the account may do. */
public final class Zones {
    private final Store store;
    private final FieldFilters zoneFilters =
            new FieldFilters(
                    AvailabilityZone.builder(),
                    Map.of("state", "zone-state", "message", "message.message"));
    private final FieldFilters regionFilters =
            new FieldFilters(Region.builder(), Map.of("endpoint", "region-endpoint"));

    Zones(Store store) {
        this.store = store;
    }

    public DescribeAvailabilityZonesResponse describeAvailabilityZones(
            DescribeAvailabilityZonesRequest request) {
        for (String name : request.zoneNames()) {
            if (all().noneMatch(zone -> zone.zoneName().equals(name))) {
                throw Refusals.invalid("Invalid availability zone: [" + name + "]");
            }
        }
        for (String id : request.zoneIds()) {
            if (all().noneMatch(zone -> zone.zoneId().equals(id))) {
                throw Refusals.invalid("Invalid availability zone-id: [" + id + "]");
            }
        }
        Stream<AvailabilityZone> chosen =
                all().filter(zone ->
                        (request.zoneNames().isEmpty() && request.zoneIds().isEmpty())
                                || request.zoneNames().contains(zone.zoneName())
                                || request.zoneIds().contains(zone.zoneId()));
        List<AvailabilityZone> found =
                Table.matching(chosen, request.filters(), zoneFilters).toList();
        Refusals.endDryRun(request.dryRun());
        return DescribeAvailabilityZonesResponse.builder().availabilityZones(found).build();
    }

    /** The one region that the local cloud plays. */
    public DescribeRegionsResponse describeRegions(DescribeRegionsRequest request) {
        Region here =
                Region.builder()
                        .regionName(realm().region())
                        .endpoint("ec2." + realm().region() + ".amazonaws.com")
                        .optInStatus("opt-in-not-required")
                        .build();
        for (String name : request.regionNames()) {
            if (!name.equals(here.regionName())) {
                throw Refusals.invalid("Invalid region provided: [" + name + "]");
            }
        }
        List<Region> found =
                Table.matching(Stream.of(here), request.filters(), regionFilters).toList();
        Refusals.endDryRun(request.dryRun());
        return DescribeRegionsResponse.builder().regions(found).build();
    }

    public DescribeAccountAttributesResponse describeAccountAttributes(
            DescribeAccountAttributesRequest request) {
        List<String> wanted = request.attributeNamesAsStrings();
        String vpc = store.defaultVpc().map(Vpc::vpcId).orElse("none");
        List<AccountAttribute> all =
                List.of(
                        attribute("supported-platforms", "VPC"),
                        attribute("default-vpc", vpc),
                        attribute(
                                "vpc-max-security-groups-per-interface",
                                String.valueOf(store.quota(NetworkQuotas.GROUPS_PER_INTERFACE))),
                        attribute(
                                "vpc-max-elastic-ips",
                                String.valueOf(store.quota(NetworkQuotas.ADDRESSES))),
                        attribute(
                                "max-elastic-ips",
                                String.valueOf(store.quota(NetworkQuotas.ADDRESSES))),
                        attribute(
                                "max-instances", String.valueOf(store.quota(ComputeQuotas.VCPUS))));
        for (String name : wanted) {
            if (all.stream().noneMatch(each -> each.attributeName().equals(name))) {
                throw Refusals.invalid("attributeName", name, "Unknown account attribute.");
            }
        }
        Refusals.endDryRun(request.dryRun());
        return DescribeAccountAttributesResponse.builder()
                .accountAttributes(
                        all.stream()
                                .filter(each ->
                                        wanted.isEmpty() || wanted.contains(each.attributeName()))
                                .toList())
                .build();
    }

    private static AccountAttribute attribute(String name, String value) {
        return AccountAttribute.builder()
                .attributeName(name)
                .attributeValues(AccountAttributeValue.builder().attributeValue(value).build())
                .build();
    }

    private Realm realm() {
        return store.foundation().realm();
    }

    Stream<AvailabilityZone> all() {
        return IntStream.range(0, realm().zones().size()).mapToObj(this::zone);
    }

    private AvailabilityZone zone(int index) {
        return AvailabilityZone.builder()
                .zoneName(realm().zones().get(index))
                .zoneId(shortRegion() + "-az" + (index + 1))
                .regionName(realm().region())
                .groupName(realm().region() + "-zg-1")
                .networkBorderGroup(realm().region())
                .zoneType("availability-zone")
                .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
                .state(AvailabilityZoneState.AVAILABLE)
                .build();
    }

    /** {@code use1} for {@code us-east-1}, as zone identifiers begin. */
    private String shortRegion() {
        return realm().region()
                .replace("central", "c")
                .replace("north", "n")
                .replace("south", "s")
                .replace("east", "e")
                .replace("west", "w")
                .replace("-", "");
    }

    /**
     * The zone of that name or identifier; the first one if neither is given.
     *
     * @throws AwsFailure {@code InvalidParameterValue} for an unknown zone
     */
    AvailabilityZone named(@Nullable String name, @Nullable String id) {
        return all().filter(zone ->
                        (name == null || zone.zoneName().equals(name))
                                && (id == null || zone.zoneId().equals(id)))
                .findFirst()
                .orElseThrow(() -> unknown(name, id));
    }

    private AwsFailure unknown(@Nullable String name, @Nullable String id) {
        String known = String.join(", ", realm().zones());
        return Refusals.invalid(
                name == null ? "availabilityZoneId" : "availabilityZone",
                name == null ? id : name,
                "Subnets can currently only be created in the following availability zones: "
                        + known
                        + ".");
    }
}
