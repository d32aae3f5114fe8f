package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** The tags of alarms. */
final class AlarmTags {
    private static final int MOST = 50;

    private final AlarmStore alarms;

    AlarmTags(AlarmStore alarms) {
        this.alarms = alarms;
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        Map<String, String> tags = byArn(request.resourceARN());
        Map<String, String> after = new TreeMap<>(tags);
        after.putAll(checked(request.tags()));
        if (after.size() > MOST) {
            throw Checks.invalidValue("A resource cannot have more than " + MOST + " tags.");
        }
        tags.putAll(after);
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Map<String, String> tags = byArn(request.resourceARN());
        request.tagKeys().forEach(tags::remove);
        return UntagResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        List<Tag> tags =
                byArn(request.resourceARN()).entrySet().stream()
                        .map(each ->
                                Tag.builder().key(each.getKey()).value(each.getValue()).build())
                        .toList();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    /** Tags as they stand in a request, by key. */
    static Map<String, String> checked(List<Tag> tags) {
        Map<String, String> checked = new TreeMap<>();
        for (Tag tag : tags) {
            String key = Checks.required("Tags.member.Key", tag.key());
            String value = Checks.required("Tags.member.Value", tag.value());
            Checks.length("tags.member.key", key, 1, 128);
            Checks.length("tags.member.value", value, 0, 256);
            if (key.startsWith("aws:")) {
                throw Checks.invalidValue("Tag keys that begin with aws: are reserved: " + key);
            }
            if (checked.put(key, value) != null) {
                throw Checks.invalidValue("The tag key " + key + " is given twice.");
            }
        }
        if (checked.size() > MOST) {
            throw Checks.invalidValue("A resource cannot have more than " + MOST + " tags.");
        }
        return checked;
    }

    /** The tags of an alarm of either kind. */
    private Map<String, String> byArn(@Nullable String arn) {
        String wanted = Checks.required("ResourceARN", arn);
        return Stream.concat(
                        alarms.byName.values().stream()
                                .filter(each -> wanted.equals(each.alarm.alarmArn()))
                                .map(each -> each.tags),
                        alarms.composites.byName.values().stream()
                                .filter(each -> wanted.equals(each.alarm.alarmArn()))
                                .map(each -> each.tags))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "ResourceNotFoundException", "Resource not found: " + wanted, 404));
    }
}
