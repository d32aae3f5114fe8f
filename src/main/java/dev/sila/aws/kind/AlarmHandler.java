package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.kind.AlarmMapping.Mark;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;

/**
 * Finds and keeps alarms. Their names begin with a team, so the whole account's are listed, a
 * hundred at a time; the end of a description says whose an alarm is. One that has the
 * environment's name in its own, but no such description, is asked for its tags.
 */
public final class AlarmHandler implements Kind<Alarm> {
    /** The environment that an alarm is marked as. */
    private static final Attr ENVIRONMENT = new Attr("environment");

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

    /** A policy that goes is dropped from the alarm by AWS itself. */
    @Override
    public Set<String> loose() {
        return Set.of("actions");
    }

    @Override
    public List<Found<Alarm>> find(Scope scope, World world) {
        DescribeAlarmsRequest request =
                DescribeAlarmsRequest.builder()
                        .alarmTypes(AlarmType.METRIC_ALARM)
                        .maxRecords(PAGE)
                        .build();
        List<Found<Alarm>> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (MetricAlarm alarm : cloudWatch.describeAlarmsPaginator(request).metricAlarms()) {
            names.add(alarm.alarmName());
            mark(alarm, scope)
                    .filter(each -> each.environment().equals(scope.environment()))
                    .ifPresent(each -> found.add(found(alarm, each, world)));
        }
        seen.put(scope.environment(), names);
        return found;
    }

    private static Found<Alarm> found(MetricAlarm alarm, Mark mark, World world) {
        return new Found<>(
                alarm.alarmName(),
                AlarmMapping.state(alarm, mark, world),
                Map.of(Attr.PART, mark.part(), ENVIRONMENT, mark.environment()));
    }

    private Optional<Mark> mark(MetricAlarm alarm, Scope scope) {
        Optional<Mark> mark = Mark.of(alarm);
        boolean named =
                Arrays.asList(alarm.alarmName().split("_", -1)).contains(scope.environment());
        return mark.isPresent() || !named ? mark : Mark.of(alarm, tags(alarm.alarmArn()));
    }

    /** None for an alarm that was deleted in the meantime. */
    private Tags tags(String arn) {
        return AwsErrors.orIfGone(
                Tags.NONE,
                () ->
                        AwsTags.read(
                                cloudWatch
                                        .listTagsForResource(
                                                ListTagsForResourceRequest.builder()
                                                        .resourceARN(arn)
                                                        .build())
                                        .tags(),
                                Tag::key,
                                Tag::value));
    }

    /**
     * The call would overwrite an alarm of that name, so one of somebody else's stops it. A name
     * that the look before saw nowhere is free: asking for each would double the calls.
     */
    @Override
    public String create(Scope scope, Alarm wanted, Ids ids) {
        Set<String> names = seen.get(scope.environment());
        boolean free = names != null && !names.contains(wanted.name());
        Optional<MetricAlarm> existing = free ? Optional.empty() : existing(wanted.name());
        if (existing.isPresent() && !owned(existing.get(), scope)) {
            throw Ownership.taken("alarm " + wanted.name());
        }
        cloudWatch.putMetricAlarm(
                AlarmMapping.request(wanted, scope, ids)
                        .tags(list(AlarmMapping.tags(wanted, scope)))
                        .build());
        return wanted.name();
    }

    private boolean owned(MetricAlarm alarm, Scope scope) {
        return Mark.of(alarm)
                .or(() -> Mark.of(alarm, tags(alarm.alarmArn())))
                .filter(each -> each.environment().equals(scope.environment()))
                .isPresent();
    }

    private Optional<MetricAlarm> existing(String name) {
        return cloudWatch
                .describeAlarms(DescribeAlarmsRequest.builder().alarmNames(name).build())
                .metricAlarms()
                .stream()
                .findFirst();
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
        String environment = found.attrs().getOrDefault(ENVIRONMENT, "");
        cloudWatch.putMetricAlarm(AlarmMapping.change(present.get(), wanted, environment, ids));
        if (diff.has("part")) {
            Tags tags = AlarmMapping.tags(wanted, new Scope(environment, Set.of()));
            cloudWatch.tagResource(
                    TagResourceRequest.builder()
                            .resourceARN(present.get().alarmArn())
                            .tags(list(tags))
                            .build());
        }
    }

    @Override
    public void delete(Found<Alarm> found) {
        AwsErrors.unlessGone(() ->
                cloudWatch.deleteAlarms(
                        DeleteAlarmsRequest.builder().alarmNames(found.id()).build()));
    }
}
