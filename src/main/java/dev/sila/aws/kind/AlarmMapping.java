package dev.sila.aws.kind;

import dev.sila.engine.Ids;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Alarms between AWS's form and ours. */
final class AlarmMapping {
    private static final String TOPIC = ":sns:";

    private static final Pattern MARK =
            Pattern.compile(
                    "(.*?) ?\\(Sila: environment (\\S+), part (\\S+), alarm (.+)\\)",
                    Pattern.DOTALL);

    private AlarmMapping() {}

    /**
     * Whose an alarm is, as the end of its description says. AWS lists alarms without their tags,
     * and tells tags of one alarm a call; the description comes with the list. It names the alarm
     * too, so that one that somebody copies is not taken for Sila's.
     */
    record Mark(String description, String environment, String part) {

        /** The mark of an alarm; empty if it has none, or that of an alarm of another name. */
        static Optional<Mark> of(MetricAlarm alarm) {
            String text = Objects.requireNonNullElse(alarm.alarmDescription(), "");
            Matcher matcher = MARK.matcher(text);
            return matcher.matches() && matcher.group(4).equals(alarm.alarmName())
                    ? Optional.of(new Mark(matcher.group(1), matcher.group(2), matcher.group(3)))
                    : Optional.empty();
        }

        /** The mark that the tags of an alarm stand for, whose description somebody has changed. */
        static Optional<Mark> of(MetricAlarm alarm, Tags tags) {
            String environment = tags.values().get(Marks.ENVIRONMENT);
            String part = tags.values().getOrDefault(Marks.PART, "");
            String text = Objects.requireNonNullElse(alarm.alarmDescription(), "");
            return environment == null
                    ? Optional.empty()
                    : Optional.of(new Mark(text + " (unmarked)", environment, part));
        }

        static String text(Alarm alarm, String environment) {
            return (alarm.description()
                            + " (Sila: environment %s, part %s, alarm %s)"
                                    .formatted(environment, alarm.part(), alarm.name()))
                    .strip();
        }
    }

    /** The tags that people and policies see. */
    static Tags tags(Alarm alarm, Scope scope) {
        return Ownership.mark(Tags.of(Marks.PART, alarm.part()), scope, alarm.name());
    }

    static Alarm state(MetricAlarm alarm, Mark mark, World world) {
        Dimensions dimensions = new Dimensions(world, alarm.alarmArn());
        return new Alarm(
                alarm.alarmName(),
                mark.part(),
                mark.description(),
                Objects.requireNonNullElse(alarm.namespace(), ""),
                Objects.requireNonNullElse(alarm.metricName(), ""),
                alarm.dimensions().stream()
                        .map(each -> dimensions.read(each.name(), each.value()))
                        .collect(Collectors.toUnmodifiableSet()),
                Objects.requireNonNullElse(alarm.statisticAsString(), ""),
                Objects.requireNonNullElse(alarm.period(), 0),
                Objects.requireNonNullElse(alarm.evaluationPeriods(), 0),
                Objects.requireNonNullElse(alarm.threshold(), 0.0),
                Objects.requireNonNullElse(alarm.comparisonOperatorAsString(), ""),
                Objects.requireNonNullElse(alarm.treatMissingData(), "missing"),
                alarm.alarmActions().stream()
                        .filter(arn -> !arn.contains(TOPIC))
                        .map(arn -> world.ref(ScalingPolicy.class, arn))
                        .collect(Collectors.toUnmodifiableSet()),
                topics(alarm.alarmActions(), world),
                topics(alarm.okActions(), world));
    }

    private static Set<Ref<Topic>> topics(Collection<String> actions, World world) {
        return actions.stream()
                .filter(arn -> arn.contains(TOPIC))
                .map(arn -> world.ref(Topic.class, arn))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The call that makes the alarm, without tags. */
    static PutMetricAlarmRequest.Builder request(Alarm wanted, Scope scope, Ids ids) {
        return common(wanted, scope.environment(), ids)
                .alarmActions(actions(wanted, List.of(), ids))
                .okActions(ids(wanted.okTopics(), ids))
                .treatMissingData(wanted.missingData());
    }

    /** The call replaces the whole alarm, so what the spec does not name is sent as it is. */
    static PutMetricAlarmRequest change(
            MetricAlarm present, Alarm wanted, String environment, Ids ids) {
        List<String> topics =
                present.alarmActions().stream().filter(arn -> arn.contains(TOPIC)).toList();
        return common(wanted, environment, ids)
                .alarmActions(actions(wanted, topics, ids))
                .okActions(
                        wanted.okTopics() == null
                                ? present.okActions()
                                : ids(wanted.okTopics(), ids))
                .treatMissingData(
                        wanted.missingData() == null
                                ? present.treatMissingData()
                                : wanted.missingData())
                .actionsEnabled(present.actionsEnabled())
                .insufficientDataActions(present.insufficientDataActions())
                .datapointsToAlarm(
                        present.datapointsToAlarm() == null
                                ? null
                                : Math.min(present.datapointsToAlarm(), wanted.evaluationPeriods()))
                .unit(present.unitAsString())
                .build();
    }

    private static PutMetricAlarmRequest.Builder common(Alarm wanted, String environment, Ids ids) {
        return PutMetricAlarmRequest.builder()
                .alarmName(wanted.name())
                .alarmDescription(Mark.text(wanted, environment))
                .namespace(wanted.namespace())
                .metricName(wanted.metric())
                .dimensions(
                        wanted.dimensions().stream()
                                .sorted(Comparator.comparing(Dimension::name))
                                .map(each -> dimension(each, ids))
                                .toList())
                .statistic(wanted.statistic())
                .period(wanted.periodSeconds())
                .evaluationPeriods(wanted.evaluationPeriods())
                .threshold(wanted.threshold())
                .comparisonOperator(wanted.comparison());
    }

    private static software.amazon.awssdk.services.cloudwatch.model.Dimension dimension(
            Dimension wanted, Ids ids) {
        return software.amazon.awssdk.services.cloudwatch.model.Dimension.builder()
                .name(wanted.name())
                .value(Dimensions.value(wanted, ids))
                .build();
    }

    private static List<String> actions(Alarm wanted, List<String> unmanaged, Ids ids) {
        List<String> actions =
                new ArrayList<>(wanted.actions().stream().map(ids::of).sorted().toList());
        actions.addAll(wanted.alarmTopics() == null ? unmanaged : ids(wanted.alarmTopics(), ids));
        return actions;
    }

    private static List<String> ids(@Nullable Set<Ref<Topic>> topics, Ids ids) {
        return topics == null ? List.of() : topics.stream().map(ids::of).sorted().toList();
    }
}
