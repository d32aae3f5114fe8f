package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Tags of groups. */
public final class TagOperations {
    private final Groups groups;

    TagOperations(Groups groups) {
        this.groups = groups;
    }

    /** Adds tags to a group, or gives those that are there other values. */
    static void put(Group group, List<Tag> tags) {
        Set<String> keys = new TreeSet<>(group.tags.keySet());
        for (Tag tag : tags) {
            String key = Checks.text("tags.member.key", tag.key(), 128);
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw invalid(
                        "Tag key '" + key + "': the prefix aws: is reserved for internal use");
            }
            if (tag.value() != null && tag.value().length() > 256) {
                Checks.text("tags.member.value", tag.value(), 256);
            }
            keys.add(key);
        }
        if (keys.size() > Limits.TAGS) {
            throw new AwsFailure(
                    "LimitExceeded", "An Auto Scaling group has at most 50 tags: " + group.name);
        }
        for (Tag tag : tags) {
            boolean atLaunch = Checks.or(tag.propagateAtLaunch(), false);
            String value = Checks.or(tag.value(), "");
            group.tags.put(tag.key(), new GroupTag(tag.key(), value, atLaunch));
        }
    }

    private Group tagged(Tag tag) {
        if (!"auto-scaling-group".equals(tag.resourceType())) {
            throw invalid(
                    "Valid values for ResourceType are auto-scaling-group, not '"
                            + tag.resourceType()
                            + "'.");
        }
        return groups.lasting(tag.resourceId());
    }

    public CreateOrUpdateTagsResponse createOrUpdateTags(CreateOrUpdateTagsRequest request) {
        Checks.complete(request);
        request.tags().forEach(this::tagged);
        request.tags().forEach(tag -> put(tagged(tag), List.of(tag)));
        return CreateOrUpdateTagsResponse.builder().build();
    }

    public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
        Checks.complete(request);
        request.tags().forEach(this::tagged);
        request.tags().forEach(tag -> tagged(tag).tags.remove(tag.key()));
        return DeleteTagsResponse.builder().build();
    }

    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        List<TagDescription> found =
                groups.all.values().stream()
                        .flatMap(group -> Models.tags(group).stream())
                        .filter(tag ->
                                request.filters().stream().allMatch(filter -> matches(tag, filter)))
                        .toList();
        Page<TagDescription> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        return DescribeTagsResponse.builder().tags(page.items()).nextToken(page.next()).build();
    }

    private static boolean matches(TagDescription tag, Filter filter) {
        String actual =
                switch (Checks.text("filters.member.name", filter.name(), 1600)) {
                    case "auto-scaling-group" -> tag.resourceId();
                    case "key" -> tag.key();
                    case "value" -> tag.value();
                    case "propagate-at-launch" -> String.valueOf(tag.propagateAtLaunch());
                    default -> throw invalid("Filter '" + filter.name() + "' is not valid");
                };
        return filter.values().contains(actual);
    }
}
