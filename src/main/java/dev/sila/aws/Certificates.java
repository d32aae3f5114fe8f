package dev.sila.aws;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.Filters;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.iam.IamClient;

/** Looks up certificates of load balancers by name: in Certificate Manager, then in IAM. */
public final class Certificates {
    /** What classic balancers take of Certificate Manager. Others take elliptic curves too. */
    private static final List<KeyAlgorithm> RSA =
            List.of(KeyAlgorithm.RSA_1024, KeyAlgorithm.RSA_2048);

    private static final List<KeyAlgorithm> ALL =
            List.of(
                    KeyAlgorithm.RSA_1024,
                    KeyAlgorithm.RSA_2048,
                    KeyAlgorithm.RSA_3072,
                    KeyAlgorithm.RSA_4096,
                    KeyAlgorithm.EC_PRIME256_V1,
                    KeyAlgorithm.EC_SECP384_R1,
                    KeyAlgorithm.EC_SECP521_R1);

    private final AcmClient acm;
    private final IamClient iam;

    public Certificates(AcmClient acm, IamClient iam) {
        this.acm = acm;
        this.iam = iam;
    }

    /** A certificate that covers a name, by the longest of its names that does. */
    private record Candidate(CertificateSummary certificate, int length) {
        Instant issued() {
            CertificateSummary each = certificate;
            return Stream.of(each.issuedAt(), each.importedAt(), each.createdAt())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(Instant.EPOCH);
        }
    }

    /**
     * The ARNs of the certificates for names; one for which there is none is left out. It is, of
     * those that Certificate Manager has issued or holds in this region and that cover the name,
     * the one that does so by its longest name, of several the newest; else IAM's server
     * certificate of exactly that name, which has not expired. Source: Asiaq's README, "ELB", and
     * its {@code disco_acm.py}.
     *
     * @param names each with whether a classic balancer is to use it: those take RSA keys up to
     *     2048 bits only. Source: user guide for Classic Load Balancers, "SSL/TLS certificates"
     */
    public Map<String, String> find(Map<String, Boolean> names, Instant now) {
        Map<String, String> found = new HashMap<>();
        if (names.isEmpty()) {
            return found;
        }
        List<CertificateSummary> managed = managed();
        names.forEach((name, classic) ->
                best(managed, name, classic).ifPresent(arn -> found.put(name, arn)));
        if (!found.keySet().containsAll(names.keySet())) {
            iam.listServerCertificatesPaginator().serverCertificateMetadataList().stream()
                    .filter(each -> names.containsKey(each.serverCertificateName()))
                    .filter(each -> each.expiration() == null || each.expiration().isAfter(now))
                    .forEach(each -> found.putIfAbsent(each.serverCertificateName(), each.arn()));
        }
        return found;
    }

    /** Without the filter, AWS lists only certificates with RSA keys up to 2048 bits. */
    private List<CertificateSummary> managed() {
        ListCertificatesRequest request =
                ListCertificatesRequest.builder()
                        .certificateStatuses(CertificateStatus.ISSUED)
                        .includes(Filters.builder().keyTypes(ALL).build())
                        .build();
        return acm.listCertificatesPaginator(request).certificateSummaryList().stream().toList();
    }

    private Optional<String> best(List<CertificateSummary> all, String name, boolean classic) {
        return all.stream()
                .filter(each -> !classic || RSA.contains(each.keyAlgorithm()))
                .flatMap(each -> candidate(each, name).stream())
                .max(
                        Comparator.comparingInt(Candidate::length)
                                .thenComparing(Candidate::issued)
                                .thenComparing(each -> each.certificate().certificateArn()))
                .map(each -> each.certificate().certificateArn());
    }

    private Optional<Candidate> candidate(CertificateSummary certificate, String name) {
        return names(certificate)
                .filter(each -> CertificateName.covers(each, name))
                .map(String::length)
                .max(Comparator.naturalOrder())
                .map(length -> new Candidate(certificate, length));
    }

    /** A list tells of the first hundred names; only for more is the certificate itself asked. */
    private Stream<String> names(CertificateSummary certificate) {
        boolean more =
                Objects.requireNonNullElse(
                        certificate.hasAdditionalSubjectAlternativeNames(), false);
        List<String> others =
                more
                        ? acm.describeCertificate(
                                        DescribeCertificateRequest.builder()
                                                .certificateArn(certificate.certificateArn())
                                                .build())
                                .certificate()
                                .subjectAlternativeNames()
                        : certificate.subjectAlternativeNameSummaries();
        return Stream.concat(Stream.ofNullable(certificate.domainName()), others.stream());
    }
}
