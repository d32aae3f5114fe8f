package dev.sila.aws;

import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;

/** Load balancers as clients see them. */
public final class Balancers {
    /** The most that one DescribeTags call takes. */
    private static final int TAGGED = 20;

    private final ElasticLoadBalancingV2Client loadBalancing;
    private final ElasticLoadBalancingClient classic;

    public Balancers(
            ElasticLoadBalancingV2Client loadBalancing, ElasticLoadBalancingClient classic) {
        this.loadBalancing = loadBalancing;
        this.classic = classic;
    }

    /**
     * A load balancer of an environment.
     *
     * @param type {@code classic}, {@code alb} or {@code nlb}
     * @param name its tag {@code Name}
     * @param id its ARN; of a classic one its real name
     */
    public record Row(
            String environment,
            String hostclass,
            String type,
            String scheme,
            String name,
            String dnsName,
            String id,
            Instant created) {}

    /** A balancer before its tags are known. */
    private record Untagged(String id, String type, String scheme, String dns, Instant created) {
        Row with(Tags tags) {
            return new Row(
                    tags.values().getOrDefault(Marks.ENVIRONMENT, ""),
                    tags.values().getOrDefault("hostclass", ""),
                    type,
                    scheme,
                    AwsTags.name(tags, id),
                    dns,
                    id,
                    created);
        }
    }

    /** All that carry an environment's mark, by environment and name. */
    public List<Row> all() {
        List<Row> rows = new ArrayList<>(second());
        rows.addAll(first());
        return rows.stream()
                .filter(each -> !each.environment().isEmpty())
                .sorted(Comparator.comparing(Row::environment).thenComparing(Row::name))
                .toList();
    }

    private List<Row> second() {
        List<Untagged> found =
                loadBalancing.describeLoadBalancersPaginator().loadBalancers().stream()
                        .map(each ->
                                new Untagged(
                                        each.loadBalancerArn(),
                                        each.typeAsString().replaceFirst("^(.).*", "$1lb"),
                                        each.schemeAsString(),
                                        each.dnsName(),
                                        each.createdTime()))
                        .toList();
        Map<String, Tags> tags = new HashMap<>();
        for (List<String> some : chunks(found)) {
            loadBalancing
                    .describeTags(request -> request.resourceArns(some))
                    .tagDescriptions()
                    .forEach(each ->
                            tags.put(
                                    each.resourceArn(),
                                    AwsTags.read(
                                            each.tags(), tag -> tag.key(), tag -> tag.value())));
        }
        return rows(found, tags);
    }

    private List<Row> first() {
        List<Untagged> found =
                classic.describeLoadBalancersPaginator().loadBalancerDescriptions().stream()
                        .map(each ->
                                new Untagged(
                                        each.loadBalancerName(),
                                        "classic",
                                        each.scheme(),
                                        each.dnsName(),
                                        each.createdTime()))
                        .toList();
        Map<String, Tags> tags = new HashMap<>();
        for (List<String> some : chunks(found)) {
            classic.describeTags(request -> request.loadBalancerNames(some))
                    .tagDescriptions()
                    .forEach(each ->
                            tags.put(
                                    each.loadBalancerName(),
                                    AwsTags.read(
                                            each.tags(), tag -> tag.key(), tag -> tag.value())));
        }
        return rows(found, tags);
    }

    private static List<List<String>> chunks(List<Untagged> found) {
        return found.stream().map(Untagged::id).gather(Gatherers.windowFixed(TAGGED)).toList();
    }

    private static List<Row> rows(List<Untagged> found, Map<String, Tags> tags) {
        return found.stream()
                .map(each -> each.with(tags.getOrDefault(each.id(), Tags.NONE)))
                .toList();
    }

    /**
     * The DNS name of the balancer with this ARN; on the local cloud an address of this machine.
     */
    public String dnsName(String arn) {
        return loadBalancing
                .describeLoadBalancers(
                        DescribeLoadBalancersRequest.builder().loadBalancerArns(arn).build())
                .loadBalancers()
                .getFirst()
                .dnsName();
    }
}
