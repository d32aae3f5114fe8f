package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.Certificates;
import dev.sila.localcloud.service.iam.Iam;
import java.util.Optional;

/** The certificates that listeners find: those that were uploaded to IAM. */
final class ServerCertificates implements Certificates {
    private final Iam iam;

    ServerCertificates(Iam iam) {
        this.iam = iam;
    }

    @Override
    public Optional<Certificate> find(String arn) {
        return iam.serverCertificate(arn).map(ServerCertificates::certificate);
    }

    private static Certificate certificate(Iam.KnownCertificate known) {
        String chain =
                known.chain()
                        .map(rest -> known.certificate() + "\n" + rest)
                        .orElse(known.certificate());
        return new Certificate(known.arn(), chain, known.privateKey());
    }
}
