package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;

/** Tags on whatever Systems Manager has. */
final class TagOperations {
    private final Tags tags;
    private final Map<String, Predicate<String>> kinds;

    /**
     * @param kinds by the type of resource: whether one of that ID is there
     */
    TagOperations(Tags tags, Map<String, Predicate<String>> kinds) {
        this.tags = tags;
        this.kinds = Map.copyOf(kinds);
    }

    private void check(String type, String id) {
        Predicate<String> kind = kinds.get(type);
        if (kind == null) {
            throw new AwsFailure(
                    "InvalidResourceType",
                    "The local cloud has no resources of the type " + type + ".");
        }
        if (!kind.test(id)) {
            throw new AwsFailure("InvalidResourceId", "The resource ID " + id + " isn't valid.");
        }
    }

    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
        check(request.resourceTypeAsString(), request.resourceId());
        tags.add(request.resourceTypeAsString(), request.resourceId(), request.tags());
        return AddTagsToResourceResponse.builder().build();
    }

    public RemoveTagsFromResourceResponse removeTagsFromResource(
            RemoveTagsFromResourceRequest request) {
        check(request.resourceTypeAsString(), request.resourceId());
        tags.remove(request.resourceTypeAsString(), request.resourceId(), request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        check(request.resourceTypeAsString(), request.resourceId());
        return ListTagsForResourceResponse.builder()
                .tagList(tags.list(request.resourceTypeAsString(), request.resourceId()))
                .build();
    }
}
