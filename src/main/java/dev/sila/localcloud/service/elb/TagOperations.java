package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.service.balancing.ResourceTags.Given;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancing.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancing.model.TagDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.TagKeyOnly;

/** Tags of classic balancers. */
public final class TagOperations {
    private final Classic classic;

    TagOperations(Classic classic) {
        this.classic = classic;
    }

    static List<Given> given(List<Tag> tags) {
        return tags.stream().map(each -> new Given(each.key(), each.value())).toList();
    }

    public AddTagsResponse addTags(AddTagsRequest request) {
        incomplete(request);
        String name = one(request.loadBalancerNames());
        classic.tags.put(name, given(request.tags()));
        return AddTagsResponse.builder().build();
    }

    private String one(List<String> names) {
        if (names.size() != 1) {
            throw invalid("Exactly one load balancer must be specified");
        }
        return classic.balancer(names.getFirst()).name();
    }

    public RemoveTagsResponse removeTags(RemoveTagsRequest request) {
        incomplete(request);
        classic.tags.remove(
                one(request.loadBalancerNames()),
                request.tags().stream().map(TagKeyOnly::key).toList());
        return RemoveTagsResponse.builder().build();
    }

    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        incomplete(request);
        if (request.loadBalancerNames().size() > 20) {
            throw invalid("The number of load balancers in one call cannot exceed 20");
        }
        request.loadBalancerNames().forEach(classic::balancer);
        return DescribeTagsResponse.builder()
                .tagDescriptions(request.loadBalancerNames().stream().map(this::described).toList())
                .build();
    }

    private TagDescription described(String name) {
        List<Tag> tags =
                classic.tags.of(name).entrySet().stream()
                        .map(each ->
                                Tag.builder().key(each.getKey()).value(each.getValue()).build())
                        .toList();
        return TagDescription.builder().loadBalancerName(name).tags(tags).build();
    }
}
