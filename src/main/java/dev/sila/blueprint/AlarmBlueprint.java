package dev.sila.blueprint;

import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.Dimension;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.aws.kind.Topic;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.model.LogMetric;
import dev.sila.model.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, as specs: an alarm for each threshold, named {@code
 * team_environment_hostclass_metric_max} or {@code _min}, or without the team.
 */
public final class AlarmBlueprint {
    private final String environment;
    private final String subject;
    private final String part;
    private final Set<String> topics;
    private final String account;

    private AlarmBlueprint(
            String environment, String subject, String part, Set<String> topics, String account) {
        this.environment = environment;
        this.subject = subject;
        this.part = part;
        this.topics = Set.copyOf(topics);
        this.account = account;
    }

    /**
     * The alarms of a hostclass.
     *
     * @param topics the topics that the files have for the environment; an alarm of which the topic
     *     is not among them tells nobody
     */
    public static List<Spec> ofHostclass(
            String environment, String hostclass, List<Watch> watches, Set<String> topics) {
        return new AlarmBlueprint(environment, hostclass, hostclass, topics, "").all(watches);
    }

    /** The alarms of a database, which are a part of the environment of their own. */
    public static List<Spec> ofDatabase(
            String environment, String database, List<Watch> watches, Set<String> topics) {
        return new AlarmBlueprint(environment, database, "rds:" + database, topics, "")
                .all(watches);
    }

    /**
     * The alarms of a search domain, which are a part of the environment of their own.
     *
     * @param account the number of the account, which is a dimension of those metrics
     */
    public static List<Spec> ofSearchDomain(
            String environment,
            String domain,
            List<Watch> watches,
            Set<String> topics,
            String account) {
        return new AlarmBlueprint(environment, domain, "es:" + domain, topics, account)
                .all(watches);
    }

    private List<Spec> all(List<Watch> watches) {
        List<Spec> specs = new ArrayList<>();
        for (Watch each : watches) {
            Double max = each.max();
            if (max != null) {
                specs.add(alarm(each, max, true, each.maxPolicy()));
            }
            Double min = each.min();
            if (min != null) {
                specs.add(alarm(each, min, false, each.minPolicy()));
            }
        }
        return List.copyOf(specs);
    }

    private Alarm alarm(Watch watch, double threshold, boolean max, @Nullable String policy) {
        String team = watch.team().isEmpty() ? "" : watch.team() + "_";
        String name =
                team + environment + "_" + subject + "_" + metric(watch) + (max ? "_max" : "_min");
        Set<Ref<Topic>> told = told(watch);
        return new Alarm(
                name,
                part,
                "%s of %s in %s is %s %s"
                        .formatted(
                                watch.metric(),
                                subject,
                                environment,
                                max ? "above" : "below",
                                number(threshold)),
                watch.source() == Watch.Source.LOG
                        ? watch.namespace() + "/" + environment
                        : watch.namespace(),
                metric(watch),
                dimensions(watch),
                watch.statistic(),
                watch.periodSeconds(),
                watch.periods(),
                threshold,
                max ? "GreaterThanThreshold" : "LessThanThreshold",
                watch.missingData(),
                policy == null ? Set.of() : Set.of(policy(policy)),
                told,
                told);
    }

    private String metric(Watch watch) {
        return watch.source() == Watch.Source.LOG
                ? LogMetric.filter(subject, watch.metric())
                : watch.metric();
    }

    private Set<Ref<Topic>> told(Watch watch) {
        String topic = watch.topic(environment);
        return topics.contains(topic) ? Set.of(new Ref<>(Topic.class, topic)) : Set.of();
    }

    private Ref<ScalingPolicy> policy(String policy) {
        return new Ref<>(ScalingPolicy.class, group().name() + "/" + policy);
    }

    private Ref<AutoScalingGroup> group() {
        return Names.group(environment, subject);
    }

    private Set<Dimension> dimensions(Watch watch) {
        return switch (watch.source()) {
            case LOG -> Set.of();
            case GROUP, BALANCER ->
                    HostclassMetrics.dimensions(
                            environment, subject, watch.namespace(), watch.metric());
            case CUSTOM -> Set.of(Dimension.of("env_hostclass", environment + "_" + subject));
            case DATABASE ->
                    Set.of(Dimension.of("DBInstanceIdentifier", environment + "-" + subject));
            case SEARCH ->
                    Set.of(
                            Dimension.of("DomainName", "es-" + subject + "-" + environment),
                            Dimension.of("ClientId", account));
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
