package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.AwsFailure;
import java.util.List;

/** Route 53's refusals. Source: Route 53 API reference, each action's errors. */
final class Refusals {
    private Refusals() {}

    static AwsFailure input(String message) {
        return new AwsFailure("InvalidInput", message);
    }

    static AwsFailure noZone(String id) {
        return new AwsFailure("NoSuchHostedZone", "No hosted zone found with ID: " + id, 404);
    }

    static AwsFailure domain(String message) {
        return new AwsFailure("InvalidDomainName", message);
    }

    static AwsFailure vpc(String message) {
        return new AwsFailure("InvalidVPCId", message);
    }

    /** All that is wrong with a batch of changes. */
    static AwsFailure batch(List<String> problems) {
        return new AwsFailure("InvalidChangeBatch", "[" + String.join(", ", problems) + "]");
    }

    /** A name in a request that is not about records. */
    static DnsName name(String given) {
        try {
            return DnsName.of(given);
        } catch (DnsName.Malformed wrong) {
            throw domain(String.valueOf(wrong.getMessage()));
        }
    }
}
