package dev.sila.aws.kind;

import dev.sila.aws.kind.ScalingPolicy.Custom;
import dev.sila.aws.kind.ScalingPolicy.Metric;
import dev.sila.aws.kind.ScalingPolicy.Predefined;
import dev.sila.aws.kind.ScalingPolicy.Requests;
import dev.sila.aws.kind.ScalingPolicy.Tracking;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Ref;
import dev.sila.engine.World;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.CustomizedMetricSpecification;
import software.amazon.awssdk.services.autoscaling.model.MetricDimension;
import software.amazon.awssdk.services.autoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.autoscaling.model.TargetTrackingConfiguration;

/** The metrics of target tracking between AWS's form and ours. */
final class TrackedMetrics {
    private static final String REQUESTS = "ALBRequestCountPerTarget";

    /** The ends of a balancer's and a target group's ARN. */
    private static final Pattern LABEL = Pattern.compile("(app/[^/]+/[^/]+)/(targetgroup/.+)");

    private final World world;
    private final Dimensions dimensions;

    /**
     * @param policy its ARN
     */
    TrackedMetrics(World world, String policy) {
        this.world = world;
        this.dimensions = new Dimensions(world, policy);
    }

    Metric read(TargetTrackingConfiguration configuration) {
        PredefinedMetricSpecification predefined = configuration.predefinedMetricSpecification();
        if (predefined == null) {
            return custom(configuration.customizedMetricSpecification());
        }
        String label = Objects.requireNonNullElse(predefined.resourceLabel(), "");
        Matcher ends = LABEL.matcher(label);
        if (!ends.matches()) {
            return new Predefined(predefined.predefinedMetricTypeAsString());
        }
        String balancer = dimensions.balancerArn(ends.group(1));
        String targets = dimensions.arn(ends.group(2));
        return new Requests(
                world.ref(LoadBalancer.class, balancer),
                world.ref(TargetGroup.class, targets),
                listener(balancer, targets));
    }

    /**
     * The one with the lowest port that forwards to the target group. While none does, the one with
     * the lowest port: then it is the listener that differs, not the policy.
     */
    private Ref<Listener> listener(String balancer, String targets) {
        Comparator<Found<Listener>> forwarding =
                Comparator.comparing(each -> !each.state().targetGroup().name().equals(targets));
        return world.found(Listener.class).stream()
                .filter(each -> each.state().loadBalancer().name().equals(balancer))
                .min(forwarding.thenComparingInt(each -> each.state().port()))
                .map(each -> world.ref(Listener.class, each.id()))
                .orElseGet(() -> new Ref<>(Listener.class, "none"));
    }

    private Custom custom(CustomizedMetricSpecification metric) {
        return new Custom(
                Objects.requireNonNullElse(metric.namespace(), ""),
                Objects.requireNonNullElse(metric.metricName(), ""),
                Objects.requireNonNullElse(metric.statisticAsString(), ""),
                metric.dimensions().stream()
                        .map(each -> dimensions.read(each.name(), each.value()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    static TargetTrackingConfiguration configuration(Tracking tracking, Ids ids) {
        TargetTrackingConfiguration.Builder configuration =
                TargetTrackingConfiguration.builder()
                        .targetValue(tracking.value())
                        .disableScaleIn(!tracking.scaleIn());
        Metric metric = tracking.metric();
        switch (metric) {
            case Predefined(String type) ->
                    configuration.predefinedMetricSpecification(
                            PredefinedMetricSpecification.builder()
                                    .predefinedMetricType(type)
                                    .build());
            case Requests requests ->
                    configuration.predefinedMetricSpecification(
                            PredefinedMetricSpecification.builder()
                                    .predefinedMetricType(REQUESTS)
                                    .resourceLabel(label(requests, ids))
                                    .build());
            case Custom custom ->
                    configuration.customizedMetricSpecification(
                            CustomizedMetricSpecification.builder()
                                    .namespace(custom.namespace())
                                    .metricName(custom.metric())
                                    .statistic(custom.statistic())
                                    .dimensions(dimensions(custom, ids))
                                    .build());
        }
        return configuration.build();
    }

    private static String label(Requests requests, Ids ids) {
        return Dimensions.balancerEnd(ids.of(requests.balancer()))
                + "/"
                + Dimensions.end(ids.of(requests.targets()));
    }

    private static List<MetricDimension> dimensions(Custom custom, Ids ids) {
        return custom.dimensions().stream()
                .sorted(Comparator.comparing(Dimension::name))
                .map(each ->
                        MetricDimension.builder()
                                .name(each.name())
                                .value(Dimensions.value(each, ids))
                                .build())
                .toList();
    }
}
