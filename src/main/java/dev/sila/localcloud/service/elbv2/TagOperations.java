package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** Refuses tags that AWS refuses. */
    void check(List<Tag> tags) {
        if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
            throw new AwsFailure("DuplicateTagKeys", "A tag key was specified more than once");
        }
        if (tags.size() > 50) {
            throw new AwsFailure("TooManyTags", "Maximum number of tags exceeded: 50");
        }
        for (Tag tag : tags) {
            if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 128) {
                throw invalid("Tag keys must have 1 to 128 characters");
            }
            if (tag.key().startsWith("aws:")) {
                throw invalid("Tag key '" + tag.key() + "': the prefix aws: is reserved");
            }
        }
    }

    void put(String arn, List<Tag> tags) {
        Map<String, String> held = elb.tags.computeIfAbsent(arn, _ -> new TreeMap<>());
        tags.forEach(tag -> held.put(tag.key(), tag.value() == null ? "" : tag.value()));
    }

    public AddTagsResponse addTags(AddTagsRequest request) {
        check(request.tags());
        request.resourceArns().forEach(this::exists);
        for (String arn : request.resourceArns()) {
            Map<String, String> after = new TreeMap<>(elb.tags.getOrDefault(arn, Map.of()));
            request.tags().forEach(tag -> after.put(tag.key(), ""));
            if (after.size() > 50) {
                throw new AwsFailure("TooManyTags", "Maximum number of tags exceeded: 50");
            }
        }
        request.resourceArns().forEach(arn -> put(arn, request.tags()));
        return AddTagsResponse.builder().build();
    }

    public RemoveTagsResponse removeTags(RemoveTagsRequest request) {
        request.resourceArns().forEach(this::exists);
        for (String arn : request.resourceArns()) {
            Map<String, String> held = elb.tags.getOrDefault(arn, new TreeMap<>());
            request.tagKeys().forEach(held::remove);
        }
        return RemoveTagsResponse.builder().build();
    }

    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        if (request.resourceArns().isEmpty() || request.resourceArns().size() > 20) {
            throw invalid("The number of resources in one call must be 1 to 20");
        }
        request.resourceArns().forEach(this::exists);
        List<TagDescription> all = new ArrayList<>();
        for (String arn : request.resourceArns()) {
            List<Tag> tags = new ArrayList<>();
            elb.tags
                    .getOrDefault(arn, Map.of())
                    .forEach((key, value) -> tags.add(Tag.builder().key(key).value(value).build()));
            all.add(TagDescription.builder().resourceArn(arn).tags(tags).build());
        }
        return DescribeTagsResponse.builder().tagDescriptions(all).build();
    }

    private void exists(String arn) {
        if (arn.contains(":listener-rule/")) {
            if (elb.rule(arn).isEmpty()) {
                throw new AwsFailure("RuleNotFound", "One or more rules not found: '" + arn + "'");
            }
        } else if (arn.contains(":listener/")) {
            elb.listener(arn);
        } else if (arn.contains(":targetgroup/")) {
            elb.group(arn);
        } else {
            elb.balancer(arn);
        }
    }
}
