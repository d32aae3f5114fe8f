package dev.sila.localcloud.service.servicequotas;

import dev.sila.localcloud.AwsFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.servicequotas.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.servicequotas.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.servicequotas.model.Tag;
import software.amazon.awssdk.services.servicequotas.model.TagResourceRequest;
import software.amazon.awssdk.services.servicequotas.model.TagResourceResponse;
import software.amazon.awssdk.services.servicequotas.model.UntagResourceRequest;
import software.amazon.awssdk.services.servicequotas.model.UntagResourceResponse;

/** Tags of quotas. */
final class QuotaTags {
    private static final int MOST = 50;

    private final Catalogue catalogue;
    private final Map<String, TreeMap<String, String>> byArn = new HashMap<>();

    QuotaTags(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private Map<String, String> tags(String arn) {
        String[] quota = arn.replaceFirst("^.*:", "").split("/", 2);
        if (quota.length < 2 || !catalogue.arn(catalogue.quota(quota[0], quota[1])).equals(arn)) {
            throw Catalogue.noSuch("The resource " + arn + " does not exist.");
        }
        return byArn.computeIfAbsent(arn, missing -> new TreeMap<>());
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        Map<String, String> tags = tags(request.resourceARN());
        Map<String, String> after = new TreeMap<>(tags);
        for (Tag tag : request.tags()) {
            if (tag.key().startsWith("aws:")) {
                throw new AwsFailure(
                        "TagPolicyViolationException", "Tag keys can not begin with aws:.");
            }
            after.put(tag.key(), tag.value());
        }
        if (after.size() > MOST) {
            throw new AwsFailure(
                    "TooManyTagsException", "A quota can have at most " + MOST + " tags.");
        }
        tags.putAll(after);
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        tags(request.resourceARN()).keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(
                        tags(request.resourceARN()).entrySet().stream()
                                .map(each ->
                                        Tag.builder()
                                                .key(each.getKey())
                                                .value(each.getValue())
                                                .build())
                                .toList())
                .build();
    }
}
