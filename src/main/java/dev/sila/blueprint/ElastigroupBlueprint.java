package dev.sila.blueprint;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.engine.Tags;
import dev.sila.model.ElastigroupRules;
import dev.sila.model.Environment;
import dev.sila.model.Pipeline;
import dev.sila.model.Sizes;
import dev.sila.model.SpotShare;
import dev.sila.model.schedule.ScheduledSize;
import dev.sila.spotinst.Elastigroup;
import dev.sila.spotinst.Elastigroup.Market;
import dev.sila.spotinst.Elastigroup.Task;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The elastigroup that stands for what would be a launch template and an autoscaling group. */
final class ElastigroupBlueprint {
    private static final int ALL = 100;

    private final Environment environment;
    private final Pipeline.Row row;
    private final String account;

    /**
     * @param account that of Spotinst; empty for the token's own
     */
    ElastigroupBlueprint(Environment environment, Pipeline.Row row, String account) {
        this.environment = environment;
        this.row = row;
        this.account = account;
    }

    /**
     * Made from what the hostclass would have at AWS.
     *
     * @param sizes those of the group, with their times
     */
    Elastigroup of(LaunchTemplate template, AutoScalingGroup group, SizeBlueprint sizes) {
        return new Elastigroup(
                group.name(),
                Names.vpc(environment.name()),
                account,
                types(template, group),
                market(),
                group.minSize(),
                group.maxSize(),
                group.desiredCapacity(),
                tasks(sizes),
                group.subnets(),
                template.imageId(),
                template.instanceProfile(),
                template.instanceProfileName(),
                template.keyName(),
                template.securityGroups(),
                template.publicAddress(),
                template.userData(),
                template.blockDevices(),
                template.detailedMonitoring(),
                group.targetGroups(),
                group.classicLoadBalancers(),
                Elastigroup.healthCheckType(group.targetGroups(), group.classicLoadBalancers()),
                group.healthCheckGraceSeconds(),
                tags(group));
    }

    private static List<String> types(LaunchTemplate template, AutoScalingGroup group) {
        List<String> mixed = group.mixedInstances().instanceTypes();
        return mixed.isEmpty() ? List.of(template.instanceType()) : mixed;
    }

    /** A share is a percentage on spot, a number so many on demand. Source: Asiaq. */
    private Market market() {
        SpotShare share = SpotShare.read(row.spotinstReserve()).orElse(SpotShare.ALL_SPOT);
        return share.onDemandBase() > 0
                ? Market.of(null, share.onDemandBase())
                : Market.of(ALL - share.onDemandPercentage(), null);
    }

    private Set<Task> tasks(SizeBlueprint sizes) {
        return sizes.times(ElastigroupRules.UTC).stream()
                .map(this::task)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Spotinst's API wants a largest size with every time. */
    private Task task(ScheduledSize size) {
        Integer most = size.maximum();
        return new Task(
                size.cron().text(),
                size.minimum(),
                most == null ? Integer.valueOf(largest()) : most,
                size.desired());
    }

    private int largest() {
        Sizes own = row.maxSize();
        return own != null
                ? own.most()
                : Stream.of(row.minSize(), row.desiredSize())
                        .flatMap(Stream::ofNullable)
                        .mapToInt(Sizes::most)
                        .max()
                        .orElse(0);
    }

    /** Those by which Asiaq and its hosts know members of elastigroups, too. */
    private static Tags tags(AutoScalingGroup group) {
        return group.tags().and("spotinst", "True").and("group_name", group.name());
    }
}
