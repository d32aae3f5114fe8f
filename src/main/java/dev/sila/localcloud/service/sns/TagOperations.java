package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.AwsFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** The tags of topics. Source: SNS developer guide, "Amazon SNS topic tagging". */
final class TagOperations {
    private static final int MOST = 50;

    private final TopicStore store;

    TagOperations(TopicStore store) {
        this.store = store;
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        Topic topic = topic(request.resourceArn());
        Refusals.required("Tags", request.hasTags() ? "given" : null);
        Map<String, String> after = checked(topic.tags, request.tags());
        topic.tags.putAll(after);
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Topic topic = topic(request.resourceArn());
        Refusals.required("TagKeys", request.hasTagKeys() ? "given" : null);
        request.tagKeys().forEach(topic.tags::remove);
        return UntagResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        List<Tag> tags =
                topic(request.resourceArn()).tags.entrySet().stream()
                        .map(each ->
                                Tag.builder().key(each.getKey()).value(each.getValue()).build())
                        .toList();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    /** The tags that are there after adding some. */
    static Map<String, String> checked(Map<String, String> before, List<Tag> added) {
        Map<String, String> after = new TreeMap<>(before);
        Set<String> keys = new HashSet<>();
        for (Tag tag : added) {
            String key = Refusals.required("tags.member.key", tag.key());
            String value = Refusals.required("tags.member.value", tag.value());
            if (key.isEmpty() || key.length() > 128 || value.length() > 256) {
                throw Refusals.invalid(
                        "Tags Reason: a key has 1 to 128 characters, a value at most 256");
            }
            if (key.startsWith("aws:") || !keys.add(key)) {
                throw Refusals.invalid(
                        "Tags Reason: the key "
                                + key
                                + (key.startsWith("aws:") ? " is reserved" : " is given twice"));
            }
            after.put(key, value);
        }
        if (after.size() > MOST) {
            throw new AwsFailure(
                    "TagLimitExceeded",
                    "Could not complete request: tag quota of per resource exceeded");
        }
        return after;
    }

    private Topic topic(@Nullable String arn) {
        Topic topic = store.byArn.get(Refusals.arn("ResourceArn", arn));
        if (topic == null) {
            throw new AwsFailure("ResourceNotFound", "Resource does not exist", 404);
        }
        return topic;
    }
}
