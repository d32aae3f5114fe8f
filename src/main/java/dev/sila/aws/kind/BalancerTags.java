package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Tags and names of load balancers, their target groups and listeners. */
final class BalancerTags {
    /** The most resources that one DescribeTags call takes. */
    private static final int RESOURCES = 20;

    /** The longest name of a load balancer and of a target group is 32 characters. */
    private static final int LONGEST_SHORTENED = 27;

    private static final int DIGITS = 4;

    private final ElasticLoadBalancingV2Client balancing;

    BalancerTags(ElasticLoadBalancingV2Client balancing) {
        this.balancing = balancing;
    }

    /**
     * Makes something under its own name, or under the second one while an older one that differs
     * still bears the first: AWS's names are unique, and a replacement is made before the old one
     * goes.
     */
    static String underEitherName(String name, String second, UnaryOperator<String> make) {
        try {
            return make.apply(name);
        } catch (ElasticLoadBalancingV2Exception e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            return make.apply(second);
        }
    }

    /** The tags of each, by ARN. */
    Map<String, Tags> of(List<String> arns) {
        Map<String, Tags> tags = new HashMap<>();
        arns.stream()
                .gather(Gatherers.windowFixed(RESOURCES))
                .map(some -> DescribeTagsRequest.builder().resourceArns(some).build())
                .flatMap(request -> balancing.describeTags(request).tagDescriptions().stream())
                .forEach(each -> tags.put(each.resourceArn(), read(each.tags())));
        return tags;
    }

    private static Tags read(List<Tag> tags) {
        return AwsTags.read(tags, Tag::key, Tag::value);
    }

    static List<Tag> list(Tags tags) {
        return AwsTags.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    /** Adds the tags, or overwrites their values; others stay. */
    void add(String arn, Tags tags) {
        balancing.addTags(AddTagsRequest.builder().resourceArns(arn).tags(list(tags)).build());
    }

    /**
     * Returns the ARN of something just made. The Create calls answer with one that exists already
     * if its settings are the same, whoever made it.
     *
     * @throws dev.sila.problem.ProblemException if it is not the environment's
     */
    String checked(String arn, Scope scope, String resource) {
        Tags tags = of(List.of(arn)).getOrDefault(arn, Tags.NONE);
        if (!Ownership.marked(tags, scope)) {
            throw Ownership.taken(resource);
        }
        return arn;
    }

    /**
     * Whether something of this name can be the environment's. Only spares looking at the tags of
     * what cannot, so it is generous: names begin with the environment's, but hold no other signs
     * than letters, digits and hyphens.
     */
    static boolean mayBeOurs(String name, Scope scope) {
        String start = scope.environment().split("[^A-Za-z0-9]", 2)[0];
        return name.startsWith(start.substring(0, Math.min(start.length(), LONGEST_SHORTENED)));
    }

    /**
     * The name for a replacement, while the one it replaces holds the plain name.
     *
     * @param fixed what cannot be changed in place, as identifiers
     */
    static String second(String name, String... fixed) {
        String start = name.substring(0, Math.min(name.length(), LONGEST_SHORTENED));
        return start + "-" + Sha256.hex(fixed).substring(0, DIGITS);
    }
}
