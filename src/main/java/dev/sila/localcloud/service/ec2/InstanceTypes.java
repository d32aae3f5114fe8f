package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;

/** The instance types that the local cloud offers, with AWS's sizes, in every zone. */
public final class InstanceTypes {
    /** What RunInstances takes if nothing is asked for (EC2 API reference, RunInstances). */
    static final String STANDARD = "m1.small";

    private final Zones zones;
    private final Map<String, InstanceTypeInfo> all = new LinkedHashMap<>();
    private final Map<String, Double> prices = new LinkedHashMap<>();
    private final FieldFilters filters =
            new FieldFilters(
                    InstanceTypeInfo.builder(),
                    Map.of(
                            "processor-info.supported-architecture",
                                    "processor-info.supported-architectures",
                            "memory-info.size-in-mib", "memory-info.size-in-mi-b",
                            "supported-usage-class", "supported-usage-classes",
                            "supported-boot-mode", "supported-boot-modes"));
    private final FieldFilters offeringFilters =
            new FieldFilters(InstanceTypeOffering.builder(), Map.of());

    InstanceTypes(Zones zones) {
        this.zones = zones;
        add(InstanceTypeRows.first(), 0.044);
        ThirdGeneration.all().forEach(each -> add(each.row(), each.price()));
        for (InstanceFamily family : InstanceFamily.all()) {
            for (String size : family.sizes()) {
                add(InstanceTypeRows.of(family, size), family.price() * family.scale(size));
            }
        }
    }

    private void add(InstanceTypeInfo type, double price) {
        all.put(type.instanceTypeAsString(), type);
        prices.put(type.instanceTypeAsString(), price);
    }

    /** The type of that name, or EC2's refusal. */
    InstanceTypeInfo named(@Nullable String name) {
        String wanted = name == null ? STANDARD : name;
        InstanceTypeInfo type = all.get(wanted);
        if (type == null) {
            throw Refusals.invalid("Invalid value '" + wanted + "' for InstanceType.");
        }
        return type;
    }

    /** All types, the smallest of each family first. */
    Stream<InstanceTypeInfo> stream() {
        return all.values().stream();
    }

    /** US dollars an hour on demand. */
    double price(String name) {
        return Objects.requireNonNull(prices.get(name));
    }

    public DescribeInstanceTypesResponse describeInstanceTypes(
            DescribeInstanceTypesRequest request) {
        List<String> wanted = request.instanceTypesAsStrings();
        if (!wanted.isEmpty() && request.maxResults() != null) {
            throw Refusals.combination(
                    "The parameter instanceTypes cannot be used with the parameter maxResults");
        }
        if (wanted.size() > 100) {
            throw Refusals.invalid("Only 100 instance types can be named in one call.");
        }
        wanted.stream()
                .filter(name -> !all.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new AwsFailure(
                            "InvalidInstanceType",
                            "The following supplied instance types do not exist: [" + name + "]");
                });
        Stream<InstanceTypeInfo> chosen =
                wanted.isEmpty() ? stream() : wanted.stream().distinct().map(this::named);
        Page<InstanceTypeInfo> page =
                new Pages(5, 100)
                        .page(
                                Table.matching(chosen, request.filters(), filters).toList(),
                                InstanceTypeInfo::instanceTypeAsString,
                                wanted.isEmpty() && request.maxResults() == null
                                        ? Integer.valueOf(100)
                                        : request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** Which types are offered in the region, or in each of its zones: all of them. */
    public DescribeInstanceTypeOfferingsResponse describeInstanceTypeOfferings(
            DescribeInstanceTypeOfferingsRequest request) {
        String by =
                request.locationTypeAsString() == null ? "region" : request.locationTypeAsString();
        Stream<InstanceTypeOffering> offered =
                locations(by).stream().flatMap(place -> offerings(by, place));
        Page<InstanceTypeOffering> page =
                new Pages(5, 1000)
                        .page(
                                Table.matching(offered, request.filters(), offeringFilters)
                                        .toList(),
                                each -> each.location() + " " + each.instanceTypeAsString(),
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeInstanceTypeOfferingsResponse.builder()
                .instanceTypeOfferings(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private List<String> locations(String by) {
        return switch (by) {
            case "region" -> List.of(zones.all().findFirst().orElseThrow().regionName());
            case "availability-zone" -> zones.all().map(zone -> zone.zoneName()).toList();
            case "availability-zone-id" -> zones.all().map(zone -> zone.zoneId()).toList();
            default ->
                    throw Refusals.invalid(
                            "locationType",
                            by,
                            "Expecting region, availability-zone or availability-zone-id.");
        };
    }

    private Stream<InstanceTypeOffering> offerings(String by, String place) {
        return all.keySet().stream()
                .map(type ->
                        InstanceTypeOffering.builder()
                                .instanceType(type)
                                .locationType(by)
                                .location(place)
                                .build());
    }
}
