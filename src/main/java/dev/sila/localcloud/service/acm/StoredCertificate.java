package dev.sila.localcloud.service.acm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.acm.model.CertificateOptions;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** A certificate from its request or import on. */
final class StoredCertificate {
    final String arn;
    final CertificateType type;
    final Instant created;
    final TreeMap<String, String> tags = new TreeMap<>();

    /** The domain name first. */
    List<String> names = new ArrayList<>();

    KeyAlgorithm algorithm = KeyAlgorithm.RSA_2048;
    CertificateStatus status = CertificateStatus.PENDING_VALIDATION;
    CertificateOptions options = CertificateOptions.builder().build();

    /** Absent for imported ones. */
    @Nullable ValidationMethod method;

    /** Absent until it is issued or imported. */
    @Nullable Issued issued;

    @Nullable Instant since;

    StoredCertificate(String arn, CertificateType type, Instant created) {
        this.arn = arn;
        this.type = type;
        this.created = created;
    }

    boolean isImported() {
        return type == CertificateType.IMPORTED;
    }

    String domain() {
        return names.getFirst();
    }

    /** Its status at a moment: what was issued expires. */
    CertificateStatus status(Instant now) {
        Issued known = issued;
        return status == CertificateStatus.ISSUED
                        && known != null
                        && now.isAfter(known.certificate().getNotAfter().toInstant())
                ? CertificateStatus.EXPIRED
                : status;
    }
}
