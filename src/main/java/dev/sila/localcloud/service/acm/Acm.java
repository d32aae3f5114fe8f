package dev.sila.localcloud.service.acm;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.Certificates.Certificate;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.acm.model.CertificateStatus;

/**
 * The service, and what listeners see of its certificates. Certificates are not exported, revoked
 * or renewed, and private authorities do not exist.
 */
public final class Acm {
    private final CertificateStore store;
    private final Service service;

    /**
     * @param records where the proofs of domains are found
     * @param users who must not lose a certificate
     */
    public Acm(Foundation foundation, DnsRecords records, CertificateUsers users) {
        store = new CertificateStore(foundation, users);
        Validation validation = new Validation(store, records);
        service =
                new Service(
                        "ACM",
                        "acm",
                        "2015-12-08",
                        Service.Protocol.JSON,
                        List.of(
                                new RequestOperations(store, validation),
                                new ImportOperations(store),
                                new ReadOperations(store, validation),
                                new TagOperations(store)));
    }

    public Service service() {
        return service;
    }

    public int certificates() {
        return store.byArn.size();
    }

    /** The tags of a certificate by its ARN; none if there is no such certificate. */
    public Map<String, String> tags(String arn) {
        StoredCertificate certificate = store.byArn.get(arn);
        return certificate == null ? Map.of() : Map.copyOf(certificate.tags);
    }

    /** A certificate that listeners may use: one that is issued, be it expired or not. */
    public Optional<Certificate> find(String arn) {
        return Optional.ofNullable(store.byArn.get(arn))
                .flatMap(each -> Optional.ofNullable(each.issued))
                .map(each ->
                        new Certificate(
                                arn,
                                each.chain() == null
                                        ? each.pem()
                                        : each.pem() + "\n" + each.chain(),
                                each.key()));
    }

    /** Whether there is such a certificate, but it is not issued. */
    public boolean isUnissued(String arn) {
        StoredCertificate certificate = store.byArn.get(arn);
        return certificate != null && certificate.status != CertificateStatus.ISSUED;
    }
}
