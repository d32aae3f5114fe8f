package dev.sila.localcloud.service.acm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.KeyMaterial;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.DeleteCertificateResponse;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.ImportCertificateResponse;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;

/** Takes certificates in that others have signed, and deletes certificates. */
final class ImportOperations {
    private final CertificateStore store;

    ImportOperations(CertificateStore store) {
        this.store = store;
    }

    /** With an ARN it replaces what was imported under it, for all who use it. */
    public ImportCertificateResponse importCertificate(ImportCertificateRequest request) {
        Issued issued = read(request);
        StoredCertificate certificate;
        if (request.certificateArn() == null) {
            store.enforce(CertificateStore.IMPORTED, true);
            certificate =
                    new StoredCertificate(store.newArn(), CertificateType.IMPORTED, store.now());
            certificate.tags.putAll(TagOperations.checked(Map.of(), request.tags()));
        } else {
            certificate = store.certificate(request.certificateArn());
            if (request.hasTags()) {
                throw Refusals.invalid("Tags are not permitted on the re-import of a certificate.");
            }
            if (!certificate.isImported()) {
                throw Refusals.invalid("The certificate " + certificate.arn + " was not imported.");
            }
        }
        certificate.issued = issued;
        certificate.names = names(issued.certificate());
        certificate.algorithm = algorithm(issued.certificate());
        certificate.status = CertificateStatus.ISSUED;
        certificate.since = store.now();
        store.byArn.put(certificate.arn, certificate);
        return ImportCertificateResponse.builder().certificateArn(certificate.arn).build();
    }

    private Issued read(ImportCertificateRequest request) {
        String pem = text(request.certificate());
        String key = text(request.privateKey());
        @Nullable String chain =
                request.certificateChain() == null ? null : text(request.certificateChain());
        try {
            X509Certificate certificate = KeyMaterial.certificate(pem);
            if (!KeyMaterial.match(KeyMaterial.privateKey(key), certificate)) {
                throw Refusals.invalid(
                        "The private key doesn't match the certificate's public key.");
            }
            if (chain != null) {
                KeyMaterial.refuseBrokenChain(certificate, KeyMaterial.chain(chain));
            }
            if (store.now().isAfter(certificate.getNotAfter().toInstant())) {
                throw Refusals.invalid("The certificate has expired.");
            }
            algorithm(certificate);
            return new Issued(certificate, pem, chain, key);
        } catch (AwsFailure wrong) {
            throw Refusals.invalid(String.valueOf(wrong.getMessage()));
        }
    }

    private static String text(SdkBytes bytes) {
        return bytes.asUtf8String();
    }

    /** Its subject's common name and its alternatives. */
    private static List<String> names(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        Stream<String> common =
                subject.contains("CN=")
                        ? Stream.of(subject.replaceFirst("(?s).*?CN=([^,]*).*", "$1"))
                        : Stream.empty();
        List<String> names = Stream.concat(common, alternatives(certificate)).distinct().toList();
        return names.isEmpty() ? List.of("") : names;
    }

    private static Stream<String> alternatives(X509Certificate certificate) {
        try {
            var found = certificate.getSubjectAlternativeNames();
            return found == null
                    ? Stream.empty()
                    : found.stream()
                            .filter(each -> Integer.valueOf(2).equals(each.getFirst()))
                            .map(each -> String.valueOf(each.getLast()));
        } catch (CertificateParsingException unreadable) {
            return Stream.empty();
        }
    }

    private static KeyAlgorithm algorithm(X509Certificate certificate) {
        String name =
                switch (certificate.getPublicKey()) {
                    case RSAPublicKey rsa -> "RSA_" + rsa.getModulus().bitLength();
                    case ECPublicKey curve ->
                            switch (curve.getParams().getOrder().bitLength()) {
                                case 256 -> "EC_prime256v1";
                                case 384 -> "EC_secp384r1";
                                default -> "EC_secp521r1";
                            };
                    default -> "";
                };
        KeyAlgorithm algorithm = KeyAlgorithm.fromValue(name);
        if (algorithm == KeyAlgorithm.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalid("The certificate's key algorithm is not supported: " + name);
        }
        return algorithm;
    }

    public DeleteCertificateResponse deleteCertificate(DeleteCertificateRequest request) {
        StoredCertificate certificate = store.certificate(request.certificateArn());
        if (!store.users.of(certificate.arn).isEmpty()) {
            throw new AwsFailure(
                    "ResourceInUseException",
                    "Certificate %s in account %s is in use."
                            .formatted(certificate.arn, store.foundation.realm().account()));
        }
        store.byArn.remove(certificate.arn);
        return DeleteCertificateResponse.builder().build();
    }
}
