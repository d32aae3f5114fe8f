package dev.sila.localcloud.service.acm;

import dev.sila.localcloud.AwsFailure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.ExtendedKeyUsage;
import software.amazon.awssdk.services.acm.model.ExtendedKeyUsageName;
import software.amazon.awssdk.services.acm.model.Filters;
import software.amazon.awssdk.services.acm.model.GetCertificateRequest;
import software.amazon.awssdk.services.acm.model.GetCertificateResponse;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.KeyUsage;
import software.amazon.awssdk.services.acm.model.KeyUsageName;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.SortOrder;

/** Shows certificates. */
final class ReadOperations {
    private static final int MOST = 1000;

    /** The keys of what is listed unless others are asked for (API reference, Filters). */
    private static final Set<KeyAlgorithm> USUAL =
            Set.of(KeyAlgorithm.RSA_1024, KeyAlgorithm.RSA_2048);

    private static final List<KeyUsageName> USAGES =
            List.of(KeyUsageName.DIGITAL_SIGNATURE, KeyUsageName.KEY_ENCIPHERMENT);

    private final CertificateStore store;
    private final Validation validation;

    ReadOperations(CertificateStore store, Validation validation) {
        this.store = store;
        this.validation = validation;
    }

    public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
        StoredCertificate certificate = store.certificate(request.certificateArn());
        List<String> users = store.users.of(certificate.arn);
        CertificateDetail.Builder detail =
                CertificateDetail.builder()
                        .certificateArn(certificate.arn)
                        .domainName(certificate.domain())
                        .subjectAlternativeNames(certificate.names)
                        .subject("CN=" + certificate.domain())
                        .status(certificate.status(store.now()))
                        .type(certificate.type)
                        .keyAlgorithm(certificate.algorithm)
                        .inUseBy(users)
                        .createdAt(certificate.created)
                        .renewalEligibility(renewal(certificate, users))
                        .options(certificate.options);
        if (certificate.isImported()) {
            detail.importedAt(certificate.since);
        } else {
            detail.issuer("Amazon")
                    .issuedAt(certificate.since)
                    .domainValidationOptions(validation.of(certificate));
        }
        Issued issued = certificate.issued;
        if (issued != null) {
            issued(detail, certificate, issued);
        }
        return DescribeCertificateResponse.builder().certificate(detail.build()).build();
    }

    private static void issued(
            CertificateDetail.Builder detail, StoredCertificate certificate, Issued issued) {
        String issuer = issued.certificate().getIssuerX500Principal().getName();
        detail.serial(serial(issued))
                .signatureAlgorithm(issued.certificate().getSigAlgName().toUpperCase(Locale.ROOT))
                .notBefore(issued.certificate().getNotBefore().toInstant())
                .notAfter(issued.certificate().getNotAfter().toInstant());
        if (certificate.isImported()) {
            detail.issuer(issuer.replaceFirst("(?s).*?CN=([^,]*).*", "$1"));
        } else {
            detail.keyUsages(
                            USAGES.stream()
                                    .map(each -> KeyUsage.builder().name(each).build())
                                    .toList())
                    .extendedKeyUsages(
                            extended(
                                    ExtendedKeyUsageName.TLS_WEB_SERVER_AUTHENTICATION,
                                    "1.3.6.1.5.5.7.3.1"),
                            extended(
                                    ExtendedKeyUsageName.TLS_WEB_CLIENT_AUTHENTICATION,
                                    "1.3.6.1.5.5.7.3.2"));
        }
    }

    private static ExtendedKeyUsage extended(ExtendedKeyUsageName name, String oid) {
        return ExtendedKeyUsage.builder().name(name).oid(oid).build();
    }

    /** Pairs of digits with colons between them. */
    private static String serial(Issued issued) {
        String hex = issued.certificate().getSerialNumber().toString(16);
        return (hex.length() % 2 == 0 ? hex : "0" + hex).replaceAll("..(?!$)", "$0:");
    }

    /** ACM renews what it issued and what is in use. */
    private static RenewalEligibility renewal(StoredCertificate certificate, List<String> users) {
        return certificate.isImported() || users.isEmpty()
                ? RenewalEligibility.INELIGIBLE
                : RenewalEligibility.ELIGIBLE;
    }

    public GetCertificateResponse getCertificate(GetCertificateRequest request) {
        StoredCertificate certificate = store.certificate(request.certificateArn());
        Issued issued = certificate.issued;
        if (issued == null) {
            throw new AwsFailure(
                    "RequestInProgressException",
                    "The certificate %s is not issued yet.".formatted(certificate.arn));
        }
        return GetCertificateResponse.builder()
                .certificate(issued.pem())
                .certificateChain(issued.chain())
                .build();
    }

    /** Those of RSA keys of up to 2048 bits, unless other keys are asked for. */
    public ListCertificatesResponse listCertificates(ListCertificatesRequest request) {
        if ((request.sortBy() == null) != (request.sortOrder() == null)) {
            throw Refusals.invalid("SortBy and SortOrder must be specified together.");
        }
        List<StoredCertificate> all =
                store.byArn.values().stream().filter(each -> isWanted(each, request)).toList();
        if (request.sortOrder() == SortOrder.DESCENDING) {
            all = all.reversed();
        }
        int from = 0;
        String token = request.nextToken();
        if (token != null) {
            String last = token;
            List<String> arns = all.stream().map(each -> each.arn).toList();
            from = arns.indexOf(last) + 1;
            if (from == 0) {
                throw Refusals.invalid("The NextToken is not valid.");
            }
        }
        int size = Objects.requireNonNullElse(request.maxItems(), MOST);
        int to = Math.min(all.size(), from + size);
        return ListCertificatesResponse.builder()
                .certificateSummaryList(all.subList(from, to).stream().map(this::summary).toList())
                .nextToken(to < all.size() ? all.get(to - 1).arn : null)
                .build();
    }

    private boolean isWanted(StoredCertificate certificate, ListCertificatesRequest request) {
        if (request.hasCertificateStatuses()
                && !request.certificateStatuses().contains(certificate.status(store.now()))) {
            return false;
        }
        Filters filters = request.includes();
        if (filters == null) {
            return USUAL.contains(certificate.algorithm);
        }
        boolean key =
                (filters.hasKeyTypes() && !filters.keyTypes().isEmpty())
                        ? filters.keyTypes().contains(certificate.algorithm)
                        : USUAL.contains(certificate.algorithm);
        boolean issued = !certificate.isImported() && certificate.issued != null;
        List<KeyUsageName> usages = issued ? USAGES : List.of();
        List<ExtendedKeyUsageName> extended =
                issued
                        ? List.of(
                                ExtendedKeyUsageName.TLS_WEB_SERVER_AUTHENTICATION,
                                ExtendedKeyUsageName.TLS_WEB_CLIENT_AUTHENTICATION)
                        : List.of();
        return key
                && usages.containsAll(filters.keyUsage())
                && extended.containsAll(filters.extendedKeyUsage())
                && !"ENABLED".equals(filters.exportOptionAsString())
                && filters.managedBy() == null;
    }

    private CertificateSummary summary(StoredCertificate certificate) {
        List<String> users = store.users.of(certificate.arn);
        CertificateSummary.Builder summary =
                CertificateSummary.builder()
                        .certificateArn(certificate.arn)
                        .domainName(certificate.domain())
                        .subjectAlternativeNameSummaries(certificate.names)
                        .hasAdditionalSubjectAlternativeNames(false)
                        .status(certificate.status(store.now()))
                        .type(certificate.type)
                        .keyAlgorithm(certificate.algorithm)
                        .inUse(!users.isEmpty())
                        .renewalEligibility(renewal(certificate, users))
                        .createdAt(certificate.created);
        Instant since = certificate.since;
        Issued issued = certificate.issued;
        if (issued != null) {
            summary.notBefore(issued.certificate().getNotBefore().toInstant())
                    .notAfter(issued.certificate().getNotAfter().toInstant());
        }
        return certificate.isImported()
                ? summary.importedAt(since).build()
                : summary.issuedAt(since).exported(false).build();
    }
}
