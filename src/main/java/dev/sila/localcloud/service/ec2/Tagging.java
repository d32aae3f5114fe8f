package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import dev.sila.localcloud.service.TagStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags of every resource. */
public final class Tagging {
    private static final String BY_KEY = "tag:";

    private final Store store;
    private final FieldFilters filters = new FieldFilters(TagDescription.builder(), Map.of());

    Tagging(Store store) {
        this.store = store;
    }

    /** Adds tags to resources of any kind; all of them or none. */
    public CreateTagsResponse createTags(CreateTagsRequest request) {
        requireResources(request.resources());
        if (request.tags().isEmpty()) {
            throw Refusals.missing("Tag");
        }
        Map<String, String> tags = map(request.tags());
        request.resources().forEach(id -> store.tags().check(id, tags));
        Refusals.endDryRun(request.dryRun());
        request.resources().forEach(id -> store.tags().add(id, tags));
        return CreateTagsResponse.builder().build();
    }

    /** Removes tags; with a value only where it is the tag's value; without tags, all of them. */
    public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
        requireResources(request.resources());
        Refusals.endDryRun(request.dryRun());
        for (String id : request.resources()) {
            if (request.tags().isEmpty()) {
                store.tags().removeAll(id);
            }
            for (Tag tag : request.tags()) {
                store.tags().remove(id, Refusals.required(tag.key(), "Tag.Key"), tag.value());
            }
        }
        return DeleteTagsResponse.builder().build();
    }

    private void requireResources(List<String> ids) {
        if (ids.isEmpty()) {
            throw Refusals.missing("ResourceId");
        }
        ids.forEach(this::requireResource);
    }

    private void requireResource(String id) {
        ResourceKind kind =
                ResourceKind.of(id)
                        .orElseThrow(() ->
                                new AwsFailure("InvalidID", "The ID '" + id + "' is not valid"));
        store.tables().filter(table -> table.kind() == kind).forEach(table -> table.get(id));
    }

    /** The tags of all resources. */
    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        Stream<TagDescription> all =
                store.tables().flatMap(table -> descriptions(table.kind(), table));
        List<Filter> wanted = request.filters().stream().flatMap(Tagging::plain).toList();
        List<TagDescription> found = Table.matching(all, wanted, filters).toList();
        Page<TagDescription> page =
                new Pages(5, 1000)
                        .page(
                                found,
                                tag -> tag.resourceId() + " " + tag.key(),
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** {@code tag:KEY} looks here at the key and the value of the same description. */
    private static Stream<Filter> plain(Filter filter) {
        if (filter.name() == null || !filter.name().startsWith(BY_KEY)) {
            return Stream.of(filter);
        }
        String key = filter.name().substring(BY_KEY.length());
        return Stream.of(
                Filter.builder().name("key").values(key).build(),
                filter.toBuilder().name("value").build());
    }

    private <T extends SdkPojo> Stream<TagDescription> descriptions(
            ResourceKind kind, Table<T> table) {
        return table.ids().stream().flatMap(id -> descriptions(kind, id));
    }

    private Stream<TagDescription> descriptions(ResourceKind kind, String id) {
        return store.tags().of(id).entrySet().stream()
                .map(tag ->
                        TagDescription.builder()
                                .resourceId(id)
                                .resourceType(kind.type())
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build());
    }

    /** Sets tags that AWS itself sets, such as {@code aws:autoscaling:groupName}. */
    public void setReserved(String resourceId, Map<String, String> tags) {
        store.tags().addReserved(resourceId, tags);
    }

    /** Removes a tag that AWS itself set. */
    public void removeReserved(String resourceId, String key) {
        store.tags().removeReserved(resourceId, key);
    }

    /** The tags that a creating request gives the one resource it makes. */
    static Map<String, String> of(List<TagSpecification> specifications, ResourceKind kind) {
        return of(specifications, kind, Set.of(kind));
    }

    /**
     * The tags that a creating request gives resources of one kind.
     *
     * @param allowed the kinds that the request makes
     * @throws AwsFailure {@code InvalidParameterValue} for other kinds, doubled keys and bad tags
     */
    static Map<String, String> of(
            List<TagSpecification> specifications, ResourceKind kind, Set<ResourceKind> allowed) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (TagSpecification specification : specifications) {
            String type =
                    Refusals.required(
                            specification.resourceTypeAsString(), "TagSpecification.ResourceType");
            if (allowed.stream().noneMatch(each -> each.type().toString().equals(type))) {
                throw Refusals.invalid(
                        "'" + type + "' is not a valid taggable resource type for this operation.");
            }
            if (kind.type().toString().equals(type)) {
                tags.putAll(map(specification.tags()));
            }
        }
        new TagStore().check("", tags);
        return tags;
    }

    /** Tags by key; a missing value is empty, a doubled key refused. */
    static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Tag tag : tags) {
            @Nullable String value = tag.value();
            String key = Refusals.required(tag.key(), "Tag.Key");
            if (map.put(key, value == null ? "" : value) != null) {
                throw Refusals.invalid("Duplicate tag key '" + key + "' specified.");
            }
        }
        return map;
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
