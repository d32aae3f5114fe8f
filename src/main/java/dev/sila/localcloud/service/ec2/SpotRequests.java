package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.Events;
import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.CancelSpotInstanceRequestsRequest;
import software.amazon.awssdk.services.ec2.model.CancelSpotInstanceRequestsResponse;
import software.amazon.awssdk.services.ec2.model.CancelledSpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.LaunchSpecification;
import software.amazon.awssdk.services.ec2.model.RunInstancesMonitoringEnabled;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.SpotInstanceState;
import software.amazon.awssdk.services.ec2.model.SpotInstanceStatus;
import software.amazon.awssdk.services.ec2.model.SpotMarketOptions;
import software.amazon.awssdk.services.ec2.model.SpotPlacement;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** The requests behind spot instances, and what spare capacity costs and cost. */
public final class SpotRequests {
    private static final String PRODUCT = "Linux/UNIX";
    private static final Duration LONGEST_HISTORY = Duration.ofDays(90);

    private final Store store;
    private final SpotMarket market;
    private final InstanceTypes types;
    private final Zones zones;
    private final FieldFilters priceFilters = new FieldFilters(SpotPrice.builder(), Map.of());

    SpotRequests(Store store, SpotMarket market, InstanceTypes types, Zones zones) {
        this.store = store;
        this.market = market;
        this.types = types;
        this.zones = zones;
        store.foundation().events().subscribe(Events.InstanceStateChanged.class, this::changed);
    }

    /** The fulfilled request of a new instance. */
    SpotInstanceRequest make(RunInstancesRequest request, Instance instance) {
        SpotMarketOptions options = request.instanceMarketOptions().spotOptions();
        String price = options == null ? null : options.maxPrice();
        SpotInstanceRequest row =
                SpotInstanceRequest.builder()
                        .spotInstanceRequestId("sir-" + store.foundation().identity().hex(8))
                        .instanceId(instance.instanceId())
                        .createTime(now())
                        .productDescription(PRODUCT)
                        .spotPrice(price == null ? demanded(instance) : price)
                        .type("one-time")
                        .instanceInterruptionBehavior("terminate")
                        .launchedAvailabilityZone(instance.placement().availabilityZone())
                        .launchedAvailabilityZoneId(instance.placement().availabilityZoneId())
                        .launchSpecification(specification(request, instance))
                        .state(SpotInstanceState.ACTIVE)
                        .status(status("fulfilled", "Your spot request is fulfilled."))
                        .build();
        store.compute().spotRequests().put(row);
        return row;
    }

    private String demanded(Instance instance) {
        return String.format(Locale.ROOT, "%.6f", types.price(instance.instanceTypeAsString()));
    }

    private Instant now() {
        return store.foundation().timeline().now();
    }

    private LaunchSpecification specification(RunInstancesRequest request, Instance instance) {
        return LaunchSpecification.builder()
                .imageId(instance.imageId())
                .instanceType(instance.instanceTypeAsString())
                .keyName(request.keyName())
                .subnetId(instance.subnetId())
                .placement(
                        SpotPlacement.builder()
                                .availabilityZone(instance.placement().availabilityZone())
                                .build())
                .monitoring(
                        RunInstancesMonitoringEnabled.builder()
                                .enabled(
                                        request.monitoring() != null
                                                && Boolean.TRUE.equals(
                                                        request.monitoring().enabled()))
                                .build())
                .build();
    }

    private SpotInstanceStatus status(String code, String message) {
        return SpotInstanceStatus.builder().code(code).message(message).updateTime(now()).build();
    }

    private void changed(Events.InstanceStateChanged event) {
        if (event.state().equals("terminated")) {
            store.instances()
                    .find(event.instanceId())
                    .map(Instance::spotInstanceRequestId)
                    .ifPresent(id -> store.compute().spotRequests().change(id, this::closed));
        }
    }

    private SpotInstanceRequest closed(SpotInstanceRequest row) {
        SpotInstanceRequest.Builder end =
                row.toBuilder()
                        .status(
                                status(
                                        "instance-terminated-by-user",
                                        "Spot Instance terminated due to user-initiated termination."));
        return row.state() == SpotInstanceState.ACTIVE
                ? end.state(SpotInstanceState.CLOSED).build()
                : end.build();
    }

    public DescribeSpotInstanceRequestsResponse describeSpotInstanceRequests(
            DescribeSpotInstanceRequestsRequest request) {
        Page<SpotInstanceRequest> page =
                store.compute()
                        .spotRequests()
                        .page(
                                new Selection(
                                        request.spotInstanceRequestIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                row -> row);
        return DescribeSpotInstanceRequestsResponse.builder()
                .spotInstanceRequests(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** Cancels requests. Their instances keep running. */
    public CancelSpotInstanceRequestsResponse cancelSpotInstanceRequests(
            CancelSpotInstanceRequestsRequest request) {
        if (request.spotInstanceRequestIds().isEmpty()) {
            throw Refusals.missing("SpotInstanceRequestId");
        }
        List<SpotInstanceRequest> all =
                request.spotInstanceRequestIds().stream()
                        .map(store.compute().spotRequests()::get)
                        .toList();
        Refusals.endDryRun(request.dryRun());
        List<CancelledSpotInstanceRequest> told = new ArrayList<>();
        for (SpotInstanceRequest row : all) {
            if (row.state() == SpotInstanceState.ACTIVE) {
                SpotInstanceStatus status =
                        status(
                                "request-canceled-and-instance-running",
                                "Your Spot request was canceled while your Spot Instance is still running.");
                store.compute()
                        .spotRequests()
                        .put(
                                row.toBuilder()
                                        .state(SpotInstanceState.CANCELLED)
                                        .status(status)
                                        .build());
            }
            told.add(
                    CancelledSpotInstanceRequest.builder()
                            .spotInstanceRequestId(row.spotInstanceRequestId())
                            .state(
                                    row.state() == SpotInstanceState.ACTIVE
                                            ? "cancelled"
                                            : row.stateAsString())
                            .build());
        }
        return CancelSpotInstanceRequestsResponse.builder()
                .cancelledSpotInstanceRequests(told)
                .build();
    }

    /** Prices from a start to an end, the newest first; by default those that stand now. */
    public DescribeSpotPriceHistoryResponse describeSpotPriceHistory(
            DescribeSpotPriceHistoryRequest request) {
        Refusals.supportedOnly(
                request,
                java.util.Set.of(
                        "InstanceTypes",
                        "ProductDescriptions",
                        "StartTime",
                        "EndTime",
                        "AvailabilityZone",
                        "Filters",
                        "MaxResults",
                        "NextToken",
                        "DryRun"));
        Instant end = earlier(request.endTime());
        Instant start = request.startTime() == null ? end : earlier(request.startTime());
        if (start.isAfter(end)) {
            throw Refusals.invalid("startTime", start, "It must not be after the end time.");
        }
        Instant oldest = now().minus(LONGEST_HISTORY);
        Instant from = start.isBefore(oldest) ? oldest : start;
        Stream<SpotPrice> all =
                named(request.instanceTypesAsStrings())
                        .flatMap(type -> ofType(request, type, from, end));
        Page<SpotPrice> page =
                new Pages(1, 1000)
                        .page(
                                Table.matching(all, request.filters(), priceFilters).toList(),
                                SpotRequests::order,
                                request.maxResults() == null
                                        ? Integer.valueOf(1000)
                                        : request.maxResults(),
                                request.nextToken() == null || request.nextToken().isEmpty()
                                        ? null
                                        : request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeSpotPriceHistoryResponse.builder()
                .spotPriceHistory(page.items())
                .nextToken(page.nextToken() == null ? "" : page.nextToken())
                .build();
    }

    private Instant earlier(@Nullable Instant wanted) {
        return wanted == null || wanted.isAfter(now()) ? now() : wanted;
    }

    private static String order(SpotPrice price) {
        return "%020d %s %s"
                .formatted(
                        Long.MAX_VALUE - price.timestamp().getEpochSecond(),
                        price.instanceTypeAsString(),
                        price.availabilityZone());
    }

    private Stream<String> named(List<String> wanted) {
        return wanted.isEmpty()
                ? types.stream().map(InstanceTypeInfo::instanceTypeAsString)
                : wanted.stream().map(name -> types.named(name).instanceTypeAsString());
    }

    private Stream<SpotPrice> ofType(
            DescribeSpotPriceHistoryRequest request, String type, Instant from, Instant to) {
        List<String> products = request.productDescriptions();
        boolean told =
                (products.isEmpty() || products.stream().anyMatch(each -> each.startsWith(PRODUCT)))
                        && types.named(type).supportedUsageClassesAsStrings().contains("spot");
        String zone = request.availabilityZone();
        return zones.all()
                .filter(each -> told && (zone == null || each.zoneName().equals(zone)))
                .flatMap(each -> prices(type, each, from, to));
    }

    private Stream<SpotPrice> prices(String type, AvailabilityZone zone, Instant from, Instant to) {
        long step = SpotMarket.STANDS.toSeconds();
        long last = to.getEpochSecond() / step;
        long first = from.getEpochSecond() / step;
        return Stream.iterate(last, period -> period >= first, period -> period - 1)
                .map(period -> Instant.ofEpochSecond(period * step))
                .map(at ->
                        SpotPrice.builder()
                                .availabilityZone(zone.zoneName())
                                .availabilityZoneId(zone.zoneId())
                                .instanceType(type)
                                .productDescription(PRODUCT)
                                .spotPrice(market.price(type, zone.zoneName(), at))
                                .timestamp(at)
                                .build());
    }
}
