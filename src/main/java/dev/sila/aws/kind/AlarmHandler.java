package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;

/**
 * Finds and keeps alarms. AWS lists them by the beginning of their names only, so each candidate's
 * tags decide whose it is.
 */
public final class AlarmHandler implements Kind<Alarm> {
    private static final String GROUP = "AutoScalingGroupName";

    /** The most that a page of DescribeAlarms holds. */
    private static final int PAGE = 100;

    private final CloudWatchClient cloudWatch;

    /** The names that each environment's last look saw, whoever's alarms they are. */
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

    public AlarmHandler(CloudWatchClient cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    @Override
    public Class<Alarm> type() {
        return Alarm.class;
    }

    @Override
    public List<Found<Alarm>> find(Scope scope, World world) {
        DescribeAlarmsRequest request =
                DescribeAlarmsRequest.builder()
                        .alarmNamePrefix(prefix(scope))
                        .alarmTypes(AlarmType.METRIC_ALARM)
                        .maxRecords(PAGE)
                        .build();
        List<Found<Alarm>> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (MetricAlarm alarm : cloudWatch.describeAlarmsPaginator(request).metricAlarms()) {
            names.add(alarm.alarmName());
            Tags tags = tags(alarm.alarmArn());
            if (Ownership.marked(tags, scope)) {
                found.add(
                        new Found<>(
                                alarm.alarmName(), state(alarm, tags, world), AwsTags.attrs(tags)));
            }
        }
        seen.put(scope.environment(), names);
        return found;
    }

    /** None for an alarm that was deleted in the meantime. */
    private Tags tags(String arn) {
        try {
            return AwsTags.read(
                    cloudWatch
                            .listTagsForResource(
                                    ListTagsForResourceRequest.builder().resourceARN(arn).build())
                            .tags(),
                    Tag::key,
                    Tag::value);
        } catch (CloudWatchException e) {
            if (!AwsErrors.notFound(e)) {
                throw e;
            }
            return Tags.NONE;
        }
    }

    static Alarm state(MetricAlarm alarm, Tags tags, World world) {
        return new Alarm(
                alarm.alarmName(),
                Objects.requireNonNullElse(alarm.alarmDescription(), ""),
                Objects.requireNonNullElse(alarm.namespace(), ""),
                Objects.requireNonNullElse(alarm.metricName(), ""),
                alarm.dimensions().stream()
                        .filter(each -> each.name().equals(GROUP))
                        .map(each -> world.ref(AutoScalingGroup.class, each.value()))
                        .findFirst()
                        .orElse(null),
                Objects.requireNonNullElse(alarm.statisticAsString(), ""),
                Objects.requireNonNullElse(alarm.period(), 0),
                Objects.requireNonNullElse(alarm.evaluationPeriods(), 0),
                Objects.requireNonNullElse(alarm.threshold(), 0.0),
                Objects.requireNonNullElse(alarm.comparisonOperatorAsString(), ""),
                alarm.alarmActions().stream()
                        .map(arn -> world.ref(ScalingPolicy.class, arn))
                        .collect(Collectors.toUnmodifiableSet()),
                tags);
    }

    /**
     * The call would overwrite an alarm of that name, so one of somebody else's stops it. A name
     * that the look before saw nowhere is free: asking for each would double the calls.
     */
    @Override
    public String create(Scope scope, Alarm wanted, Ids ids) {
        Set<String> names = seen.get(scope.environment());
        boolean free =
                names != null
                        && wanted.name().startsWith(prefix(scope))
                        && !names.contains(wanted.name());
        Optional<MetricAlarm> existing = free ? Optional.empty() : existing(wanted.name());
        if (existing.isPresent() && !Ownership.marked(tags(existing.get().alarmArn()), scope)) {
            throw Ownership.taken("alarm " + wanted.name());
        }
        Tags tags = Ownership.mark(wanted.tags(), scope);
        cloudWatch.putMetricAlarm(
                request(wanted, ids).dimensions(dimensions(wanted, ids)).tags(list(tags)).build());
        return wanted.name();
    }

    private static String prefix(Scope scope) {
        return scope.environment() + "_";
    }

    private Optional<MetricAlarm> existing(String name) {
        return cloudWatch
                .describeAlarms(DescribeAlarmsRequest.builder().alarmNames(name).build())
                .metricAlarms()
                .stream()
                .findFirst();
    }

    private static PutMetricAlarmRequest.Builder request(Alarm wanted, Ids ids) {
        return PutMetricAlarmRequest.builder()
                .alarmName(wanted.name())
                .alarmDescription(wanted.description())
                .namespace(wanted.namespace())
                .metricName(wanted.metric())
                .statistic(wanted.statistic())
                .period(wanted.periodSeconds())
                .evaluationPeriods(wanted.evaluationPeriods())
                .threshold(wanted.threshold())
                .comparisonOperator(wanted.comparison())
                .alarmActions(wanted.actions().stream().map(ids::of).sorted().toList());
    }

    private static List<Dimension> dimensions(Alarm wanted, Ids ids) {
        return wanted.group() == null
                ? List.of()
                : List.of(Dimension.builder().name(GROUP).value(ids.of(wanted.group())).build());
    }

    private static List<Tag> list(Tags tags) {
        return AwsTags.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    @Override
    public void update(Found<Alarm> found, Alarm wanted, Diff diff, Ids ids) {
        Optional<MetricAlarm> present = existing(found.id());
        if (present.isEmpty()) {
            throw Ownership.vanished("alarm " + found.id());
        }
        if (diff.differences().stream().anyMatch(each -> !each.component().equals("tags"))) {
            cloudWatch.putMetricAlarm(change(present.get(), wanted, ids));
        }
        if (diff.has("tags")) {
            cloudWatch.tagResource(
                    TagResourceRequest.builder()
                            .resourceARN(present.get().alarmArn())
                            .tags(list(wanted.tags()))
                            .build());
        }
    }

    /** The call replaces the whole alarm, so what the spec does not name is sent as it is. */
    static PutMetricAlarmRequest change(MetricAlarm present, Alarm wanted, Ids ids) {
        return request(wanted, ids)
                .dimensions(wanted.group() == null ? present.dimensions() : dimensions(wanted, ids))
                .actionsEnabled(present.actionsEnabled())
                .okActions(present.okActions())
                .insufficientDataActions(present.insufficientDataActions())
                .treatMissingData(present.treatMissingData())
                .datapointsToAlarm(present.datapointsToAlarm())
                .unit(present.unitAsString())
                .build();
    }

    @Override
    public void delete(Found<Alarm> found) {
        try {
            cloudWatch.deleteAlarms(DeleteAlarmsRequest.builder().alarmNames(found.id()).build());
        } catch (CloudWatchException e) {
            if (!AwsErrors.notFound(e)) {
                throw e;
            }
        }
    }
}
