package dev.sila.localcloud.service.acm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.RecordType;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/**
 * Proves that whoever asks for a certificate owns its domains: ACM looks for a CNAME of each, which
 * depends on domain and account alone, so that another certificate of the domain needs no other
 * (user guide, "DNS validation"). Nobody answers the mails of the local cloud: what asks for them
 * stays pending. After 72 hours the request times out.
 */
final class Validation {
    /** What ACM takes to tell the records of a new request. */
    private static final Duration NAMING = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofDays(3);
    private static final List<String> MAILBOXES =
            List.of("administrator", "hostmaster", "postmaster", "webmaster", "admin");

    private final CertificateStore store;
    private final DnsRecords records;
    private @Nullable Authority authority;

    Validation(CertificateStore store, DnsRecords records) {
        this.store = store;
        this.records = records;
    }

    /** Begins to look for the records of a certificate that was just asked for. */
    void begin(StoredCertificate certificate) {
        store.foundation.timeline().after(LOOK, () -> look(certificate));
    }

    private void look(StoredCertificate certificate) {
        if (store.byArn.get(certificate.arn) != certificate) {
            return;
        }
        if (certificate.names.stream().allMatch(each -> isProven(certificate, each))) {
            certificate.issued =
                    authority().issue(certificate.names, certificate.algorithm, store.now());
            certificate.since = store.now();
            certificate.status = CertificateStatus.ISSUED;
        } else if (store.now()
                .isAfter(certificate.created.plus(store.foundation.timeline().scaled(PATIENCE)))) {
            certificate.status = CertificateStatus.VALIDATION_TIMED_OUT;
        } else {
            begin(certificate);
        }
    }

    private Authority authority() {
        Authority made = authority;
        if (made == null) {
            made = new Authority(store.now());
            authority = made;
        }
        return made;
    }

    private boolean isProven(StoredCertificate certificate, String domain) {
        if (certificate.method != ValidationMethod.DNS) {
            return false;
        }
        ResourceRecord wanted = record(domain);
        return records.canonicalNames(wanted.name()).stream()
                .anyMatch(each -> (each + ".").startsWith(wanted.value()));
    }

    /** How each domain of a certificate is proved, and whether it is. */
    List<DomainValidation> of(StoredCertificate certificate) {
        ValidationMethod method = certificate.method;
        if (method == null) {
            return List.of();
        }
        boolean named =
                !store.now()
                        .isBefore(
                                certificate.created.plus(
                                        store.foundation.timeline().scaled(NAMING)));
        return certificate.names.stream()
                .map(each -> of(certificate, each, method, named))
                .toList();
    }

    private DomainValidation of(
            StoredCertificate certificate, String domain, ValidationMethod method, boolean named) {
        DomainStatus status = DomainStatus.PENDING_VALIDATION;
        if (certificate.issued != null || isProven(certificate, domain)) {
            status = DomainStatus.SUCCESS;
        } else if (certificate.status == CertificateStatus.VALIDATION_TIMED_OUT) {
            status = DomainStatus.FAILED;
        }
        String base = base(domain);
        DomainValidation.Builder validation =
                DomainValidation.builder()
                        .domainName(domain)
                        .validationDomain(base)
                        .validationStatus(status)
                        .validationMethod(method);
        if (method == ValidationMethod.EMAIL) {
            validation.validationEmails(MAILBOXES.stream().map(each -> each + "@" + base).toList());
        } else if (named) {
            validation.resourceRecord(record(domain));
        }
        return validation.build();
    }

    /** A wildcard is proved by the record of the name that it stands below. */
    private static String base(String domain) {
        return domain.startsWith("*.") ? domain.substring(2) : domain;
    }

    private ResourceRecord record(String domain) {
        String base = base(domain);
        String account = store.foundation.realm().account();
        return ResourceRecord.builder()
                .name("_" + digest("name", account, base) + "." + base + ".")
                .type(RecordType.CNAME)
                .value(
                        "_"
                                + digest("value", account, base)
                                + "."
                                + letters(digest("zone", account, base))
                                + ".acm-validations.aws.")
                .build();
    }

    private static String digest(String... of) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.join(" ", of).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Ten letters, as the zones of ACM's validations have them. */
    private static String letters(String hex) {
        StringBuilder letters = new StringBuilder();
        Objects.requireNonNull(hex)
                .chars()
                .limit(10)
                .forEach(each -> letters.append((char) ('f' + Character.digit(each, 16))));
        return letters.toString();
    }
}
