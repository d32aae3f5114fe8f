package dev.sila.localcloud.service.acm;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.acm.model.CertificateOptions;
import software.amazon.awssdk.services.acm.model.CertificateTransparencyLoggingPreference;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateResponse;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** Asks for certificates. */
final class RequestOperations {
    /** For how long ACM remembers a token (API reference, RequestCertificate). */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final Set<KeyAlgorithm> ISSUABLE =
            Set.of(KeyAlgorithm.RSA_2048, KeyAlgorithm.EC_PRIME256_V1, KeyAlgorithm.EC_SECP384_R1);

    private record Answered(RequestCertificateRequest request, String arn, Instant at) {}

    private final CertificateStore store;
    private final Validation validation;
    private final Map<String, Answered> answered = new HashMap<>();

    RequestOperations(CertificateStore store, Validation validation) {
        this.store = store;
        this.validation = validation;
    }

    public RequestCertificateResponse requestCertificate(RequestCertificateRequest request) {
        String token = Optional.ofNullable(request.idempotencyToken()).orElse("");
        Answered before = answered.get(token);
        if (before != null
                && before.request().equals(request)
                && store.byArn.containsKey(before.arn())
                && store.now().isBefore(before.at().plus(REMEMBERED))) {
            return RequestCertificateResponse.builder().certificateArn(before.arn()).build();
        }
        StoredCertificate certificate = made(request);
        store.byArn.put(certificate.arn, certificate);
        validation.begin(certificate);
        if (!token.isEmpty()) {
            answered.put(token, new Answered(request, certificate.arn, store.now()));
        }
        return RequestCertificateResponse.builder().certificateArn(certificate.arn).build();
    }

    private StoredCertificate made(RequestCertificateRequest request) {
        Refusals.unsupported(
                request.certificateAuthorityArn() != null, "private certificate authorities");
        Refusals.unsupported(request.managedBy() != null, "certificates that services manage");
        ValidationMethod method =
                Optional.ofNullable(request.validationMethod()).orElse(ValidationMethod.EMAIL);
        if (method == ValidationMethod.HTTP) {
            throw Refusals.parameter(
                    "HTTP validation is only supported for certificates that CloudFront manages.");
        }
        options(request.options());
        List<String> names = names(request);
        validationDomains(request, names);
        KeyAlgorithm algorithm =
                Optional.ofNullable(request.keyAlgorithm()).orElse(KeyAlgorithm.RSA_2048);
        if (!ISSUABLE.contains(algorithm)) {
            throw Refusals.parameter(
                    "The key algorithm %s is not supported for certificates that ACM issues."
                            .formatted(algorithm));
        }
        store.enforce(CertificateStore.CERTIFICATES, false);
        StoredCertificate certificate =
                new StoredCertificate(store.newArn(), CertificateType.AMAZON_ISSUED, store.now());
        certificate.tags.putAll(TagOperations.checked(Map.of(), request.tags()));
        certificate.names = names;
        certificate.method = method;
        certificate.algorithm = algorithm;
        certificate.options = logging(request.options());
        return certificate;
    }

    /** A validation domain is the domain itself or lies above it. */
    private static void validationDomains(RequestCertificateRequest request, List<String> names) {
        request.domainValidationOptions().stream()
                .filter(each ->
                        !names.contains(small(each.domainName()))
                                || !("." + small(each.domainName()))
                                        .endsWith("." + small(each.validationDomain())))
                .findFirst()
                .ifPresent(each -> {
                    throw new AwsFailure(
                            "InvalidDomainValidationOptionsException",
                            "The validation domain %s is neither the domain %s nor above it."
                                    .formatted(each.validationDomain(), each.domainName()));
                });
    }

    private static void options(CertificateOptions options) {
        Refusals.unsupported(
                options != null && "ENABLED".equals(options.exportAsString()),
                "certificates that can be exported");
    }

    /** Certificates are logged publicly unless told otherwise. */
    private static CertificateOptions logging(CertificateOptions options) {
        CertificateTransparencyLoggingPreference given =
                options == null ? null : options.certificateTransparencyLoggingPreference();
        return CertificateOptions.builder()
                .certificateTransparencyLoggingPreference(
                        given == null ? CertificateTransparencyLoggingPreference.ENABLED : given)
                .build();
    }

    private List<String> names(RequestCertificateRequest request) {
        Set<String> names = new LinkedHashSet<>();
        names.add(small(request.domainName()));
        request.subjectAlternativeNames().forEach(each -> names.add(small(each)));
        if (request.domainName().length() > 64) {
            throw Refusals.parameter(
                    "The first domain name can be no longer than 64 characters, including"
                            + " periods.");
        }
        int most = store.foundation.quotas().of(CertificateStore.NAMES);
        if (names.size() > most) {
            throw Refusals.limit("A certificate has at most %d domain names.".formatted(most));
        }
        return List.copyOf(names);
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
