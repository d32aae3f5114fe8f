package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.Certificates;
import dev.sila.localcloud.service.acm.Acm;
import dev.sila.localcloud.service.iam.Iam;
import java.util.Optional;

/** The certificates that listeners find: those of ACM, and those that were uploaded to IAM. */
final class ServerCertificates implements Certificates {
    private final Iam iam;
    private final Acm acm;

    ServerCertificates(Iam iam, Acm acm) {
        this.iam = iam;
        this.acm = acm;
    }

    @Override
    public Optional<Certificate> find(String arn) {
        return acm.find(arn)
                .or(() -> iam.serverCertificate(arn).map(ServerCertificates::certificate));
    }

    @Override
    public boolean isUnissued(String arn) {
        return acm.isUnissued(arn);
    }

    private static Certificate certificate(Iam.KnownCertificate known) {
        String chain =
                known.chain()
                        .map(rest -> known.certificate() + "\n" + rest)
                        .orElse(known.certificate());
        return new Certificate(known.arn(), chain, known.privateKey());
    }
}
