package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.service.balancing.ResourceTags.Given;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** Tags of load balancers, target groups, listeners and rules. */
public final class TagOperations {
    private final Elb elb;

    TagOperations(Elb elb) {
        this.elb = elb;
    }

    static List<Given> given(List<Tag> tags) {
        return tags.stream().map(each -> new Given(each.key(), each.value())).toList();
    }

    public AddTagsResponse addTags(AddTagsRequest request) {
        incomplete(request);
        List<Given> given = given(request.tags());
        request.resourceArns().forEach(this::exists);
        request.resourceArns().forEach(arn -> elb.tags.check(arn, given));
        request.resourceArns().forEach(arn -> elb.tags.put(arn, given));
        return AddTagsResponse.builder().build();
    }

    public RemoveTagsResponse removeTags(RemoveTagsRequest request) {
        incomplete(request);
        request.resourceArns().forEach(this::exists);
        request.resourceArns().forEach(arn -> elb.tags.remove(arn, request.tagKeys()));
        return RemoveTagsResponse.builder().build();
    }

    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        incomplete(request);
        if (request.resourceArns().size() > 20) {
            throw invalid("The number of resources in one call cannot exceed 20");
        }
        request.resourceArns().forEach(this::exists);
        return DescribeTagsResponse.builder()
                .tagDescriptions(request.resourceArns().stream().map(this::described).toList())
                .build();
    }

    private TagDescription described(String arn) {
        List<Tag> tags =
                elb.tags.of(arn).entrySet().stream()
                        .map(each ->
                                Tag.builder().key(each.getKey()).value(each.getValue()).build())
                        .toList();
        return TagDescription.builder().resourceArn(arn).tags(tags).build();
    }

    private void exists(String arn) {
        if (arn.contains(":listener-rule/")) {
            elb.listenerOf(arn);
        } else if (arn.contains(":listener/")) {
            elb.listener(arn);
        } else if (arn.contains(":targetgroup/")) {
            elb.group(arn);
        } else {
            elb.balancer(arn);
        }
    }
}
