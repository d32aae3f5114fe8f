package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The tags of log groups (user guide, "Tag log groups"). Their ARNs come without {@code :*}. */
final class TagOperations {
    private static final int MOST = 50;

    private final LogStore store;

    TagOperations(LogStore store) {
        this.store = store;
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        LogGroup group = group(request.resourceArn());
        check(request.tags());
        Map<String, String> after = new TreeMap<>(group.tags);
        after.putAll(request.tags());
        if (after.size() > MOST) {
            throw new AwsFailure(
                    "TooManyTagsException", "A resource can have no more than " + MOST + " tags.");
        }
        group.tags.putAll(after);
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        LogGroup group = group(request.resourceArn());
        request.tagKeys().forEach(group.tags::remove);
        return UntagResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(group(request.resourceArn()).tags)
                .build();
    }

    /** Refuses keys and values that tags cannot have. */
    static void check(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128 || value.length() > 256) {
                throw Refusals.invalid(
                        "A tag's key has 1 to 128 characters, its value at most 256: " + key);
            }
            if (key.startsWith("aws:")) {
                throw Refusals.invalid("Tag keys beginning with aws: are reserved: " + key);
            }
        });
    }

    private LogGroup group(String arn) {
        if (!arn.startsWith("arn:aws:logs:")) {
            throw Refusals.invalid("Invalid resource ARN: " + arn);
        }
        return store.byArn(arn).orElseThrow(() -> Refusals.notFound("log group"));
    }
}
