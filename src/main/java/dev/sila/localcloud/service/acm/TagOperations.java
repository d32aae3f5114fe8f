package dev.sila.localcloud.service.acm;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateRequest;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateResponse;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateResponse;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateRequest;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateResponse;
import software.amazon.awssdk.services.acm.model.Tag;

/** The tags of certificates (user guide, "Tag restrictions"). */
final class TagOperations {
    private static final int MOST = 50;

    private final CertificateStore store;

    TagOperations(CertificateStore store) {
        this.store = store;
    }

    public AddTagsToCertificateResponse addTagsToCertificate(AddTagsToCertificateRequest request) {
        StoredCertificate certificate = store.certificate(request.certificateArn());
        certificate.tags.putAll(checked(certificate.tags, request.tags()));
        return AddTagsToCertificateResponse.builder().build();
    }

    /** With a value, a tag goes only if it has that value. */
    public RemoveTagsFromCertificateResponse removeTagsFromCertificate(
            RemoveTagsFromCertificateRequest request) {
        StoredCertificate certificate = store.certificate(request.certificateArn());
        for (Tag tag : request.tags()) {
            if (tag.value() == null) {
                certificate.tags.remove(tag.key());
            } else {
                certificate.tags.remove(tag.key(), tag.value());
            }
        }
        return RemoveTagsFromCertificateResponse.builder().build();
    }

    public ListTagsForCertificateResponse listTagsForCertificate(
            ListTagsForCertificateRequest request) {
        List<Tag> tags =
                store.certificate(request.certificateArn()).tags.entrySet().stream()
                        .map(each ->
                                Tag.builder().key(each.getKey()).value(each.getValue()).build())
                        .toList();
        return ListTagsForCertificateResponse.builder().tags(tags).build();
    }

    /** The tags that are there after adding some. */
    static Map<String, String> checked(Map<String, String> before, List<Tag> added) {
        Map<String, String> after = new TreeMap<>(before);
        for (Tag tag : added) {
            if (tag.key().startsWith("aws:")) {
                throw new AwsFailure(
                        "InvalidTagException",
                        "The tag key %s is reserved: keys cannot begin with aws:"
                                .formatted(tag.key()));
            }
            after.put(tag.key(), Optional.ofNullable(tag.value()).orElse(""));
        }
        if (after.size() > MOST) {
            throw new AwsFailure(
                    "TooManyTagsException",
                    "A certificate can have no more than " + MOST + " tags.");
        }
        return after;
    }
}
