package dev.sila.localcloud.service.eventbridge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** The tags of buses and rules. */
final class TagOperations {
    private final BusStore store;

    TagOperations(BusStore store) {
        this.store = store;
    }

    private record Tagged(Map<String, String> tags, Consumer<Map<String, String>> put) {}

    public TagResourceResponse tagResource(TagResourceRequest request) {
        Tagged tagged = tagged(request.resourceARN());
        tagged.put().accept(Checks.tagged(tagged.tags(), request.tags()));
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Tagged tagged = tagged(request.resourceARN());
        Map<String, String> after = new TreeMap<>(tagged.tags());
        request.tagKeys().forEach(after::remove);
        tagged.put().accept(after);
        return UntagResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        List<Tag> tags =
                new TreeMap<>(tagged(request.resourceARN()).tags())
                        .entrySet().stream()
                                .map(each ->
                                        Tag.builder()
                                                .key(each.getKey())
                                                .value(each.getValue())
                                                .build())
                                .toList();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    private Tagged tagged(@Nullable String given) {
        String arn = Checks.required("resourceARN", given);
        for (Bus bus : store.byName.values()) {
            if (bus.arn.equals(arn)) {
                return new Tagged(bus.tags, tags -> bus.tags = tags);
            }
            for (Rule rule : bus.rules.values()) {
                if (rule.arn.equals(arn)) {
                    return new Tagged(rule.tags, tags -> rule.tags = tags);
                }
            }
        }
        throw Checks.notFound("Resource " + arn + " does not exist.");
    }
}
