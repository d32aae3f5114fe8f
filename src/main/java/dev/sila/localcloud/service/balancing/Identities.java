package dev.sila.localcloud.service.balancing;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Certificates;
import dev.sila.localcloud.service.Certificates.Certificate;
import dev.sila.localcloud.traffic.ServerIdentity;
import java.util.List;
import java.util.Optional;

/** What listeners show of their certificates. */
public record Identities(Certificates certificates) {
    /** Refuses the ARN of a certificate that does not exist or is not issued yet. */
    public void check(String arn) {
        if (certificates.isUnissued(arn)) {
            throw new AwsFailure(
                    "UnsupportedCertificate",
                    "The certificate '"
                            + arn
                            + "' must have a fully-qualified domain name, a supported signature,"
                            + " and a supported key size.");
        }
        if (certificates.find(arn).isEmpty()) {
            throw new AwsFailure("CertificateNotFound", "Certificate '" + arn + "' not found");
        }
    }

    /** Those whose keys are known, in order; without any the listener cannot listen. */
    public List<ServerIdentity> of(List<String> arns) {
        return arns.stream()
                .map(certificates::find)
                .flatMap(Optional::stream)
                .map(Identities::identity)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ServerIdentity> identity(Certificate certificate) {
        String chain = certificate.chain();
        String key = certificate.key();
        return chain == null || key == null
                ? Optional.empty()
                : Optional.of(ServerIdentity.of(chain, key));
    }
}
