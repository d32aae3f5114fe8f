package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.AwsFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.ChangeTagsForResourceRequest;
import software.amazon.awssdk.services.route53.model.ChangeTagsForResourceResponse;
import software.amazon.awssdk.services.route53.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.route53.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.route53.model.ListTagsForResourcesRequest;
import software.amazon.awssdk.services.route53.model.ListTagsForResourcesResponse;
import software.amazon.awssdk.services.route53.model.ResourceTagSet;
import software.amazon.awssdk.services.route53.model.Tag;

/** The tags of hosted zones: at most ten of each (developer guide, "Tagging"). */
final class TagOperations {
    private static final int MOST = 10;

    private final ZoneStore store;

    TagOperations(ZoneStore store) {
        this.store = store;
    }

    public ChangeTagsForResourceResponse changeTagsForResource(
            ChangeTagsForResourceRequest request) {
        Zone zone = zone(request.resourceTypeAsString(), request.resourceId());
        if (!request.hasAddTags() && !request.hasRemoveTagKeys()) {
            throw Refusals.input("The request must include AddTags, RemoveTagKeys or both.");
        }
        Map<String, String> after = new TreeMap<>(zone.tags);
        request.removeTagKeys().forEach(after::remove);
        Set<String> added = new HashSet<>();
        for (Tag tag : request.addTags()) {
            String key = Optional.ofNullable(tag.key()).orElse("");
            if (key.isEmpty() || key.startsWith("aws:")) {
                throw Refusals.input("A tag's key is neither empty nor begins with aws: " + key);
            }
            if (!added.add(key) || request.removeTagKeys().contains(key)) {
                throw Refusals.input("The tag key " + key + " is in the request twice.");
            }
            after.put(key, Optional.ofNullable(tag.value()).orElse(""));
        }
        if (after.size() > MOST) {
            throw Refusals.input("A resource has at most " + MOST + " tags.");
        }
        zone.tags.clear();
        zone.tags.putAll(after);
        return ChangeTagsForResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        zone(request.resourceTypeAsString(), request.resourceId());
        return ListTagsForResourceResponse.builder()
                .resourceTagSet(tags(request.resourceTypeAsString(), request.resourceId()))
                .build();
    }

    public ListTagsForResourcesResponse listTagsForResources(ListTagsForResourcesRequest request) {
        List<ResourceTagSet> sets =
                request.resourceIds().stream()
                        .map(each -> tags(request.resourceTypeAsString(), each))
                        .toList();
        return ListTagsForResourcesResponse.builder().resourceTagSets(sets).build();
    }

    private ResourceTagSet tags(String type, String id) {
        List<Tag> tags =
                zone(type, id).tags.entrySet().stream()
                        .map(each ->
                                Tag.builder().key(each.getKey()).value(each.getValue()).build())
                        .toList();
        return ResourceTagSet.builder()
                .resourceType(type)
                .resourceId(ZoneStore.bare(id))
                .tags(tags)
                .build();
    }

    private Zone zone(String type, String id) {
        if (type.equals("healthcheck")) {
            throw new AwsFailure(
                    "NoSuchHealthCheck", "A health check with id " + id + " does not exist.", 404);
        }
        return store.zone(id);
    }
}
