package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import java.util.List;
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

    static void put(Group group, List<Tag> tags) {
        for (Tag tag : tags) {
            if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 128) {
                throw invalid("Tag keys must have 1 to 128 characters");
            }
            if (tag.key().startsWith("aws:")) {
                throw invalid("Tag key '" + tag.key() + "': the prefix aws: is reserved");
            }
        }
        for (Tag tag : tags) {
            boolean atLaunch = tag.propagateAtLaunch() != null && tag.propagateAtLaunch();
            String value = tag.value() == null ? "" : tag.value();
            group.tags.put(tag.key(), new GroupTag(tag.key(), value, atLaunch));
        }
    }

    public CreateOrUpdateTagsResponse createOrUpdateTags(CreateOrUpdateTagsRequest request) {
        request.tags().forEach(tag -> groups.group(tag.resourceId()));
        request.tags().forEach(tag -> put(groups.group(tag.resourceId()), List.of(tag)));
        return CreateOrUpdateTagsResponse.builder().build();
    }

    public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
        request.tags().forEach(tag -> groups.group(tag.resourceId()));
        request.tags().forEach(tag -> groups.group(tag.resourceId()).tags.remove(tag.key()));
        return DeleteTagsResponse.builder().build();
    }

    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        List<TagDescription> found =
                groups.all.values().stream()
                        .flatMap(group -> group.tagModels().stream())
                        .filter(tag ->
                                request.filters().stream().allMatch(filter -> matches(tag, filter)))
                        .toList();
        Page<TagDescription> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        return DescribeTagsResponse.builder().tags(page.items()).nextToken(page.next()).build();
    }

    private static boolean matches(TagDescription tag, Filter filter) {
        String actual =
                switch (filter.name()) {
                    case "auto-scaling-group" -> tag.resourceId();
                    case "key" -> tag.key();
                    case "value" -> tag.value();
                    case "propagate-at-launch" -> String.valueOf(tag.propagateAtLaunch());
                    default -> throw invalid("Filter '" + filter.name() + "' is not valid");
                };
        return filter.values().contains(actual);
    }
}
