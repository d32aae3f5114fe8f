package dev.sila.localcloud.service.acm;

import java.util.List;

/** Who uses certificates. Called under the local cloud's lock. */
@FunctionalInterface
public interface CertificateUsers {
    /** The ARNs of the resources that use a certificate. */
    List<String> of(String certificateArn);
}
