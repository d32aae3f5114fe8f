package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Finds and keeps target groups. */
public final class TargetGroupHandler implements Kind<TargetGroup> {
    private static final String DELAY = "deregistration_delay.timeout_seconds";
    private static final String STICKY = "stickiness.enabled";
    private static final String STICKY_TYPE = "stickiness.type";
    private static final String STICKY_SECONDS = "stickiness.lb_cookie.duration_seconds";
    private static final String BALANCER_COOKIE = "lb_cookie";
    private static final String APP_COOKIE = "app_cookie";
    private static final String APP_COOKIE_NAME = "stickiness.app_cookie.cookie_name";
    private static final String APP_COOKIE_SECONDS = "stickiness.app_cookie.duration_seconds";
    private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";
    private static final String DAY = "86400";

    /** The most that a page of DescribeTargetGroups holds. */
    private static final int PAGE = 400;

    private final ElasticLoadBalancingV2Client balancing;
    private final BalancerTags balancerTags;
    private final Waiter waiter;

    public TargetGroupHandler(ElasticLoadBalancingV2Client balancing, Waiter waiter) {
        this.balancing = balancing;
        this.balancerTags = new BalancerTags(balancing);
        this.waiter = waiter;
    }

    @Override
    public Class<TargetGroup> type() {
        return TargetGroup.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("vpc", "protocol", "port");
    }

    @Override
    public List<Found<TargetGroup>> find(Scope scope, World world) {
        DescribeTargetGroupsRequest request =
                DescribeTargetGroupsRequest.builder().pageSize(PAGE).build();
        var candidates =
                balancing.describeTargetGroupsPaginator(request).targetGroups().stream()
                        .filter(each -> BalancerTags.mayBeOurs(each.targetGroupName(), scope))
                        .toList();
        Map<String, Tags> tags =
                balancerTags.of(candidates.stream().map(each -> each.targetGroupArn()).toList());
        List<Found<TargetGroup>> found = new ArrayList<>();
        for (var group : candidates) {
            Tags own = tags.getOrDefault(group.targetGroupArn(), Tags.NONE);
            if (Ownership.marked(own, scope)) {
                TargetGroup state = state(group, attributes(group.targetGroupArn()), own, world);
                found.add(new Found<>(group.targetGroupArn(), state, AwsTags.attrs(own)));
            }
        }
        return found;
    }

    private Map<String, String> attributes(String arn) {
        return balancing
                .describeTargetGroupAttributes(
                        DescribeTargetGroupAttributesRequest.builder().targetGroupArn(arn).build())
                .attributes()
                .stream()
                .collect(Collectors.toMap(TargetGroupAttribute::key, TargetGroupAttribute::value));
    }

    static TargetGroup state(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group,
            Map<String, String> attributes,
            Tags tags,
            World world) {
        return new TargetGroup(
                AwsTags.name(tags, group.targetGroupName()),
                world.ref(Vpc.class, group.vpcId()),
                group.protocolAsString(),
                group.port(),
                new TargetGroup.HealthCheck(
                        Objects.requireNonNullElse(group.healthCheckProtocolAsString(), ""),
                        Objects.requireNonNullElse(group.healthCheckPath(), ""),
                        group.healthCheckIntervalSeconds(),
                        group.healthCheckTimeoutSeconds(),
                        group.healthyThresholdCount(),
                        group.unhealthyThresholdCount()),
                Integer.parseInt(attributes.getOrDefault(DELAY, "300")),
                stickiness(attributes),
                attributes.getOrDefault(CROSS_ZONE, "use_load_balancer_configuration"),
                tags);
    }

    private static TargetGroup.Stickiness stickiness(Map<String, String> attributes) {
        if (!Boolean.parseBoolean(attributes.get(STICKY))) {
            return TargetGroup.Stickiness.NONE;
        }
        String type = attributes.getOrDefault(STICKY_TYPE, "");
        return switch (type) {
            case BALANCER_COOKIE ->
                    new TargetGroup.Stickiness(
                            TargetGroup.Stickiness.OWN_COOKIE,
                            Integer.parseInt(attributes.getOrDefault(STICKY_SECONDS, DAY)));
            case APP_COOKIE ->
                    new TargetGroup.Stickiness(
                            attributes.getOrDefault(APP_COOKIE_NAME, ""),
                            Integer.parseInt(attributes.getOrDefault(APP_COOKIE_SECONDS, DAY)));
            default -> new TargetGroup.Stickiness(type, -1);
        };
    }

    /** A death before the attributes are set shows as a difference of theirs. */
    @Override
    public String create(Scope scope, TargetGroup wanted, Ids ids) {
        String vpc = ids.of(wanted.vpc());
        CreateTargetGroupRequest request =
                CreateTargetGroupRequest.builder()
                        .name(wanted.name())
                        .vpcId(vpc)
                        .protocol(wanted.protocol())
                        .port(wanted.port())
                        .targetType(TargetTypeEnum.INSTANCE)
                        .healthCheckEnabled(true)
                        .healthCheckProtocol(wanted.healthCheck().protocol())
                        .healthCheckPath(path(wanted.healthCheck()))
                        .healthCheckIntervalSeconds(wanted.healthCheck().intervalSeconds())
                        .healthCheckTimeoutSeconds(wanted.healthCheck().timeoutSeconds())
                        .healthyThresholdCount(wanted.healthCheck().healthyCount())
                        .unhealthyThresholdCount(wanted.healthCheck().unhealthyCount())
                        .tags(
                                BalancerTags.list(
                                        Ownership.mark(wanted.tags(), scope, wanted.name())))
                        .build();
        String second =
                BalancerTags.second(
                        wanted.name(), vpc, wanted.protocol(), String.valueOf(wanted.port()));
        String arn =
                BalancerTags.underEitherName(
                        wanted.name(),
                        second,
                        name -> make(request.toBuilder().name(name).build()));
        balancerTags.checked(arn, scope, "target group " + wanted.name());
        set(
                arn,
                Stream.of(delay(wanted), stickiness(wanted), crossZone(wanted))
                        .flatMap(List::stream)
                        .toList());
        return arn;
    }

    private String make(CreateTargetGroupRequest request) {
        return balancing.createTargetGroup(request).targetGroups().getFirst().targetGroupArn();
    }

    @Override
    public void update(Found<TargetGroup> found, TargetGroup wanted, Diff diff, Ids ids) {
        if (diff.has("healthCheck")) {
            balancing.modifyTargetGroup(
                    ModifyTargetGroupRequest.builder()
                            .targetGroupArn(found.id())
                            .healthCheckEnabled(true)
                            .healthCheckProtocol(wanted.healthCheck().protocol())
                            .healthCheckPath(path(wanted.healthCheck()))
                            .healthCheckIntervalSeconds(wanted.healthCheck().intervalSeconds())
                            .healthCheckTimeoutSeconds(wanted.healthCheck().timeoutSeconds())
                            .healthyThresholdCount(wanted.healthCheck().healthyCount())
                            .unhealthyThresholdCount(wanted.healthCheck().unhealthyCount())
                            .build());
        }
        if (diff.has("deregistrationDelaySeconds")) {
            set(found.id(), delay(wanted));
        }
        if (diff.has("stickiness")) {
            set(found.id(), stickiness(wanted));
        }
        if (diff.has("crossZone")) {
            set(found.id(), crossZone(wanted));
        }
        if (diff.has("tags")) {
            balancerTags.add(found.id(), wanted.tags());
        }
    }

    private static List<TargetGroupAttribute> delay(TargetGroup wanted) {
        return List.of(attribute(DELAY, String.valueOf(wanted.deregistrationDelaySeconds())));
    }

    private static List<TargetGroupAttribute> stickiness(TargetGroup wanted) {
        TargetGroup.Stickiness sticky = wanted.stickiness();
        if (sticky.cookie().isEmpty()) {
            return List.of(attribute(STICKY, "false"));
        }
        boolean own = sticky.cookie().equals(TargetGroup.Stickiness.OWN_COOKIE);
        List<TargetGroupAttribute> attributes = new ArrayList<>();
        attributes.add(attribute(STICKY, "true"));
        attributes.add(attribute(STICKY_TYPE, own ? BALANCER_COOKIE : APP_COOKIE));
        if (!own) {
            attributes.add(attribute(APP_COOKIE_NAME, sticky.cookie()));
        }
        attributes.add(
                attribute(
                        own ? STICKY_SECONDS : APP_COOKIE_SECONDS,
                        String.valueOf(sticky.seconds())));
        return attributes;
    }

    private static List<TargetGroupAttribute> crossZone(TargetGroup wanted) {
        return List.of(attribute(CROSS_ZONE, wanted.crossZone()));
    }

    private static TargetGroupAttribute attribute(String key, String value) {
        return TargetGroupAttribute.builder().key(key).value(value).build();
    }

    /** AWS takes none where the check is only a connection. */
    private static @Nullable String path(TargetGroup.HealthCheck check) {
        return check.path().isEmpty() ? null : check.path();
    }

    private void set(String arn, List<TargetGroupAttribute> attributes) {
        balancing.modifyTargetGroupAttributes(
                ModifyTargetGroupAttributesRequest.builder()
                        .targetGroupArn(arn)
                        .attributes(attributes)
                        .build());
    }

    @Override
    public void delete(Found<TargetGroup> found) {
        waiter.retryWhile(
                Wait.brief(
                        "the listeners of target group " + found.state().name() + " to let go", 5),
                AwsErrors::dependency,
                () -> deleted(found.id()));
    }

    private boolean deleted(String arn) {
        return AwsErrors.orIfGone(
                false,
                () -> {
                    balancing.deleteTargetGroup(
                            DeleteTargetGroupRequest.builder().targetGroupArn(arn).build());
                    return true;
                });
    }
}
