package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.SpotMarketOptions;

/**
 * Spare capacity and its price: about a third of the price on demand, a little different in each
 * zone and from one six hours to the next, the same each time that it is asked.
 */
final class SpotMarket {
    /** How long a price stands. */
    static final Duration STANDS = Duration.ofHours(6);

    private final InstanceTypes types;

    SpotMarket(InstanceTypes types) {
        this.types = types;
    }

    /** US dollars an hour at that time, with six decimals as AWS writes them. */
    String price(String type, String zone, Instant at) {
        return String.format(Locale.ROOT, "%.6f", amount(type, zone, at));
    }

    private double amount(String type, String zone, Instant at) {
        long period = at.getEpochSecond() / STANDS.toSeconds();
        int place = Math.floorMod((type + zone).hashCode(), 100);
        int swing = Math.floorMod(Long.hashCode(period * 31 + place), 10);
        return types.price(type) * (0.28 + place / 1000.0 + swing / 1000.0);
    }

    /**
     * Whether the request wants spare capacity.
     *
     * @throws AwsFailure for what cannot be had there
     */
    boolean wanted(
            @Nullable InstanceMarketOptionsRequest options,
            InstanceTypeInfo type,
            String zone,
            Instant now) {
        if (options == null || options.marketTypeAsString() == null) {
            if (options != null && options.spotOptions() != null) {
                throw Refusals.combination(
                        "SpotOptions can only be used with the market type spot.");
            }
            return false;
        }
        String market = options.marketTypeAsString();
        if (!market.equals("spot")) {
            throw market.equals("capacity-block")
                    ? new AwsFailure(
                            "UnsupportedOperation", "The local cloud has no capacity blocks.")
                    : Refusals.invalid("marketType", market, "Expecting spot.");
        }
        if (!type.supportedUsageClassesAsStrings().contains("spot")) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "The instance type %s is not available as a Spot Instance."
                            .formatted(type.instanceTypeAsString()));
        }
        if (options.spotOptions() != null) {
            check(options.spotOptions(), type.instanceTypeAsString(), zone, now);
        }
        return true;
    }

    private void check(SpotMarketOptions options, String type, String zone, Instant now) {
        Refusals.supportedOnly(
                options, Set.of("MaxPrice", "SpotInstanceType", "InstanceInterruptionBehavior"));
        String kind = options.spotInstanceTypeAsString();
        if ("persistent".equals(kind)) {
            throw new AwsFailure(
                    "UnsupportedOperation", "The local cloud's spot requests are one-time ones.");
        }
        if (kind != null && !kind.equals("one-time")) {
            throw Refusals.invalid("spotInstanceType", kind, "Expecting one-time or persistent.");
        }
        String behavior = options.instanceInterruptionBehaviorAsString();
        if (behavior != null && !Set.of("hibernate", "stop", "terminate").contains(behavior)) {
            throw Refusals.invalid(
                    "instanceInterruptionBehavior", behavior, "Expecting terminate.");
        }
        if (behavior != null && !behavior.equals("terminate")) {
            throw Refusals.combination(
                    "The instance interruption behavior '%s' can only be used with persistent requests."
                            .formatted(behavior));
        }
        if (options.maxPrice() != null) {
            checkPrice(options.maxPrice(), amount(type, zone, now));
        }
    }

    private static void checkPrice(String given, double needed) {
        double offered;
        try {
            offered = Double.parseDouble(given);
        } catch (NumberFormatException notANumber) {
            throw Refusals.invalid("spotPrice", given, "Expecting a price.");
        }
        if (offered <= 0) {
            throw Refusals.invalid("spotPrice", given, "Must be a positive number.");
        }
        if (offered < needed) {
            throw new AwsFailure(
                    "SpotMaxPriceTooLow",
                    String.format(
                            Locale.ROOT,
                            "Your Spot request price of %s is lower than the minimum required Spot request fulfillment price of %.6f.",
                            given,
                            needed));
        }
    }
}
