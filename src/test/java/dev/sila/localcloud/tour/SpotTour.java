package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Compute;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** Instances on spare capacity, the requests behind them and the prices. */
final class SpotTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Compute compute = new Compute(rig);
        Ec2Client ec2 = compute.ec2();
        Instance spot = compute.instance(spot(compute));
        assertThat(spot.instanceLifecycleAsString()).isEqualTo("spot");
        SpotInstanceRequest request = described(ec2, spot.spotInstanceRequestId());
        assertThat(request.stateAsString()).isEqualTo("active");
        assertThat(request.status().code()).isEqualTo("fulfilled");
        assertThat(request.instanceId()).isEqualTo(spot.instanceId());
        ec2.terminateInstances(each -> each.instanceIds(spot.instanceId()));
        rig.pass(Duration.ofSeconds(10));
        assertThat(described(ec2, spot.spotInstanceRequestId()).stateAsString())
                .isEqualTo("closed");
        Instance other = compute.instance(spot(compute));
        ec2.cancelSpotInstanceRequests(
                each -> each.spotInstanceRequestIds(other.spotInstanceRequestId()));
        assertThat(described(ec2, other.spotInstanceRequestId()).status().code())
                .isEqualTo("request-canceled-and-instance-running");
        assertThat(compute.state(other.instanceId())).isEqualTo("running");
        prices(rig, ec2);
    }

    private static String spot(Compute compute) {
        return compute.running(request ->
                request.instanceMarketOptions(market ->
                        market.marketType(MarketType.SPOT)
                                .spotOptions(options -> options.maxPrice("0.5"))));
    }

    private static SpotInstanceRequest described(Ec2Client ec2, String id) {
        return ec2.describeSpotInstanceRequests(request -> request.spotInstanceRequestIds(id))
                .spotInstanceRequests()
                .getFirst();
    }

    private static void prices(Rig rig, Ec2Client ec2) {
        assertThat(
                        ec2.describeSpotPriceHistory(request ->
                                        request.instanceTypesWithStrings("m5.large")
                                                .productDescriptions("Linux/UNIX")
                                                .startTime(rig.now()))
                                .spotPriceHistory())
                .hasSize(3)
                .allMatch(price -> Double.parseDouble(price.spotPrice()) < 0.096);
        assertThat(
                        ec2.describeSpotPriceHistory(request ->
                                        request.instanceTypesWithStrings("c5.large")
                                                .availabilityZone("us-east-1b")
                                                .startTime(rig.now().minus(Duration.ofDays(1))))
                                .spotPriceHistory())
                .hasSize(5)
                .extracting(SpotPrice::timestamp)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
}
