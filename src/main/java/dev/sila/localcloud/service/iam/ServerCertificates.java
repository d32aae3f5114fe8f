package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.KeyMaterial;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.DeleteServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.DeleteServerCertificateResponse;
import software.amazon.awssdk.services.iam.model.GetServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.GetServerCertificateResponse;
import software.amazon.awssdk.services.iam.model.ListServerCertificateTagsRequest;
import software.amazon.awssdk.services.iam.model.ListServerCertificateTagsResponse;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesResponse;
import software.amazon.awssdk.services.iam.model.ServerCertificate;
import software.amazon.awssdk.services.iam.model.ServerCertificateMetadata;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.TagServerCertificateResponse;
import software.amazon.awssdk.services.iam.model.UntagServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.UntagServerCertificateResponse;
import software.amazon.awssdk.services.iam.model.UpdateServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.UpdateServerCertificateResponse;
import software.amazon.awssdk.services.iam.model.UploadServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.UploadServerCertificateResponse;

/** Server certificates, for load balancers. */
final class ServerCertificates {
    private final Store store;

    ServerCertificates(Store store) {
        this.store = store;
    }

    public UploadServerCertificateResponse uploadServerCertificate(
            UploadServerCertificateRequest request) {
        String name = Kind.CERTIFICATE.name(request.serverCertificateName());
        String path = Checks.path(request.path());
        String body = text("certificateBody", request.certificateBody(), 16_384);
        String key = text("privateKey", request.privateKey(), 16_384);
        @Nullable String given = request.certificateChain();
        @Nullable String chain = given == null ? null : text("certificateChain", given, 2_097_152);
        X509Certificate certificate = KeyMaterial.certificate(body);
        if (!KeyMaterial.match(KeyMaterial.privateKey(key), certificate)) {
            throw new AwsFailure(
                    "KeyPairMismatch", "The private key does not match the certificate.");
        }
        if (chain != null) {
            KeyMaterial.refuseBrokenChain(certificate, KeyMaterial.chain(chain));
        }
        StoredCertificate stored =
                new StoredCertificate(
                        store.origin(Kind.CERTIFICATE),
                        name,
                        path,
                        new StoredCertificate.Pem(body, key, chain),
                        certificate.getNotAfter().toInstant());
        stored.tag(request.tags());
        store.certificates.add(stored);
        return UploadServerCertificateResponse.builder()
                .serverCertificateMetadata(shown(stored))
                .tags(stored.tags.values())
                .build();
    }

    public GetServerCertificateResponse getServerCertificate(GetServerCertificateRequest request) {
        StoredCertificate stored = store.certificates.get(request.serverCertificateName());
        return GetServerCertificateResponse.builder()
                .serverCertificate(
                        ServerCertificate.builder()
                                .serverCertificateMetadata(shown(stored))
                                .certificateBody(stored.body)
                                .certificateChain(stored.chain)
                                .tags(stored.tags.values())
                                .build())
                .build();
    }

    public ListServerCertificatesResponse listServerCertificates(
            ListServerCertificatesRequest request) {
        Page<StoredCertificate> page =
                store.certificates.page(request.pathPrefix(), request.marker(), request.maxItems());
        return ListServerCertificatesResponse.builder()
                .serverCertificateMetadataList(
                        page.items().stream().map(ServerCertificates::shown).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateServerCertificateResponse updateServerCertificate(
            UpdateServerCertificateRequest request) {
        StoredCertificate stored = store.certificates.get(request.serverCertificateName());
        store.certificates.rename(stored, request.newServerCertificateName(), request.newPath());
        return UpdateServerCertificateResponse.builder().build();
    }

    public DeleteServerCertificateResponse deleteServerCertificate(
            DeleteServerCertificateRequest request) {
        store.certificates.remove(store.certificates.get(request.serverCertificateName()));
        return DeleteServerCertificateResponse.builder().build();
    }

    public TagServerCertificateResponse tagServerCertificate(TagServerCertificateRequest request) {
        store.certificates.get(request.serverCertificateName()).tag(request.tags());
        return TagServerCertificateResponse.builder().build();
    }

    public UntagServerCertificateResponse untagServerCertificate(
            UntagServerCertificateRequest request) {
        store.certificates.get(request.serverCertificateName()).untag(request.tagKeys());
        return UntagServerCertificateResponse.builder().build();
    }

    public ListServerCertificateTagsResponse listServerCertificateTags(
            ListServerCertificateTagsRequest request) {
        Page<Tag> page =
                store.certificates
                        .get(request.serverCertificateName())
                        .tags(request.marker(), request.maxItems());
        return ListServerCertificateTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static String text(String member, @Nullable String value, int longest) {
        return Checks.length(member, Checks.required(member, value), 1, longest);
    }

    private static ServerCertificateMetadata shown(StoredCertificate stored) {
        return ServerCertificateMetadata.builder()
                .serverCertificateName(stored.name)
                .path(stored.path)
                .serverCertificateId(stored.id)
                .arn(stored.arn())
                .uploadDate(stored.created)
                .expiration(stored.expiration)
                .build();
    }
}
