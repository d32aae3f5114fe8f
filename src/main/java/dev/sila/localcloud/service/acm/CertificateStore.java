package dev.sila.localcloud.service.acm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All certificates by their ARNs, in the order in which they were made. */
final class CertificateStore {
    static final Quota CERTIFICATES =
            new Quota("acm", "L-F141DD1D", "ACM certificates", 2500, true);
    static final Quota IMPORTED =
            new Quota("acm", "L-D2CB7DE9", "Imported certificates", 2500, true);
    static final Quota NAMES =
            new Quota("acm", "L-FB94F0B0", "Domain names per ACM certificate", 10, true);

    final Foundation foundation;
    final CertificateUsers users;
    final Map<String, StoredCertificate> byArn = new LinkedHashMap<>();

    CertificateStore(Foundation foundation, CertificateUsers users) {
        this.foundation = foundation;
        this.users = users;
        foundation.quotas().register(List.of(CERTIFICATES, IMPORTED, NAMES));
    }

    Instant now() {
        return foundation.timeline().now().truncatedTo(ChronoUnit.MILLIS);
    }

    String newArn() {
        return foundation.realm().arn("acm", "certificate/" + foundation.identity().uuid());
    }

    StoredCertificate certificate(String arn) {
        if (!arn.startsWith(foundation.realm().arn("acm", "certificate/"))) {
            throw new AwsFailure(
                    "InvalidArnException",
                    "%s is not a valid certificate ARN of this account and region.".formatted(arn));
        }
        StoredCertificate found = byArn.get(arn);
        if (found == null) {
            throw Refusals.notFound(arn);
        }
        return found;
    }

    void enforce(Quota quota, boolean imported) {
        long there = byArn.values().stream().filter(each -> each.isImported() == imported).count();
        int most = foundation.quotas().of(quota);
        if (there >= most) {
            throw Refusals.limit(
                    "Error: the maximum number of %d certificates has already been reached."
                            .formatted(most));
        }
    }
}
