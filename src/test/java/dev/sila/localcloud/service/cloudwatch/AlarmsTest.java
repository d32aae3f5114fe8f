package dev.sila.localcloud.service.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;

/** Alarms through the SDK's own client. */
final class AlarmsTest {
    private static final String POLICY =
            "arn:aws:autoscaling:us-east-1:000000000000:scalingPolicy:x";
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:topic";

    private final TimedCloudWatch timed = new TimedCloudWatch();
    private final CloudWatchClient cloudWatch = timed.cloudWatch;
    private final List<String> actions = new ArrayList<>();

    @BeforeEach
    void listen() {
        timed.cloud
                .foundation()
                .events()
                .subscribe(
                        Events.AlarmAction.class,
                        each ->
                                actions.add(
                                        each.state() + " " + each.actionArn().split(":", -1)[2]));
    }

    @AfterEach
    void close() {
        timed.close();
    }

    /**
     * The tables of the user guide: five periods, the latest last; a dash has no data, X breaches.
     * An alarm that keeps its state shows INSUFFICIENT_DATA, as a new one has that.
     */
    static Stream<Arguments> missingData() {
        String none = "INSUFFICIENT_DATA";
        return Stream.of(
                Arguments.of("0-X-X", 3, List.of("OK", "OK", "OK", "OK")),
                Arguments.of("----0", 3, List.of("OK", "OK", "OK", "OK")),
                Arguments.of("-----", 3, List.of(none, none, "ALARM", "OK")),
                Arguments.of("0XX-X", 3, List.of("ALARM", "ALARM", "ALARM", "ALARM")),
                Arguments.of("--X--", 3, List.of("ALARM", none, "ALARM", "OK")),
                Arguments.of("0-X-X", 2, List.of("ALARM", "ALARM", "ALARM", "ALARM")),
                Arguments.of("00X0X", 2, List.of("ALARM", "ALARM", "ALARM", "ALARM")),
                Arguments.of("0-X--", 2, List.of("OK", "OK", "ALARM", "OK")),
                Arguments.of("----0", 2, List.of("OK", "OK", "ALARM", "OK")),
                Arguments.of("---X-", 2, List.of("ALARM", none, "ALARM", "OK")));
    }

    @ParameterizedTest
    @MethodSource
    void missingData(String data, int needed, List<String> states) {
        List<String> treatments = List.of("missing", "ignore", "breaching", "notBreaching");
        for (int i = 0; i < 5; i++) {
            if (data.charAt(i) != '-') {
                timed.put(
                        data.charAt(i) == 'X' ? 90 : 10,
                        TimedCloudWatch.START.plusSeconds(60L * i + 30));
            }
        }
        timed.pass(240);
        for (String treatment : treatments) {
            alarm(
                    treatment,
                    each ->
                            each.treatMissingData(treatment)
                                    .evaluationPeriods(3)
                                    .datapointsToAlarm(needed));
        }
        timed.pass(60);
        List<String> found =
                treatments.stream().map(each -> described(each).stateValueAsString()).toList();
        assertThat(found).isEqualTo(states);
    }

    @Test
    void anAlarmActsOnEnteringAStateAndScalesAgainEachMinute() {
        alarm("a", each -> each.alarmActions(POLICY, TOPIC).okActions(TOPIC));
        assertThat(described("a").stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        timed.put(90, timed.now());
        assertThat(described("a").stateValue()).isEqualTo(StateValue.ALARM);
        assertThat(actions).containsExactly("ALARM autoscaling", "ALARM sns");
        timed.pass(59);
        assertThat(actions).hasSize(2);
        timed.put(90, timed.now());
        timed.pass(1);
        assertThat(actions).hasSize(3).last().isEqualTo("ALARM autoscaling");
        timed.put(10, timed.now());
        timed.pass(120);
        assertThat(described("a").stateValue())
                .as("the average of 90 and 10 is not above 50")
                .isEqualTo(StateValue.OK);
        assertThat(actions).hasSize(4).last().isEqualTo("OK sns");
    }

    /** Once per minute, whatever the alarm's period is. */
    @Test
    void alarmsOfLongPeriodsScaleAgainEachMinuteToo() {
        alarm("a", each -> each.period(300).alarmActions(POLICY, TOPIC));
        timed.put(90, timed.now());
        timed.pass(180);
        assertThat(actions)
                .containsExactly(
                        "ALARM autoscaling",
                        "ALARM sns",
                        "ALARM autoscaling",
                        "ALARM autoscaling",
                        "ALARM autoscaling");
    }

    @Test
    void disabledActionsAreNotInvoked() {
        alarm("a", each -> each.alarmActions(TOPIC).actionsEnabled(false));
        timed.put(90, timed.now());
        assertThat(described("a").stateValue()).isEqualTo(StateValue.ALARM);
        assertThat(actions).isEmpty();
        cloudWatch.enableAlarmActions(EnableAlarmActionsRequest.builder().alarmNames("a").build());
        state("a", "OK");
        state("a", "ALARM");
        assertThat(actions).containsExactly("ALARM sns");
    }

    @Test
    void aStateThatWasSetLastsUntilTheNextEvaluation() {
        alarm("a", each -> {});
        timed.put(10, timed.now().plusSeconds(30));
        state("a", "ALARM");
        assertThat(described("a").stateReason()).isEqualTo("by hand");
        timed.pass(60);
        assertThat(described("a").stateValue()).isEqualTo(StateValue.OK);
        List<String> history =
                cloudWatch
                        .describeAlarmHistory(
                                DescribeAlarmHistoryRequest.builder().alarmName("a").build())
                        .alarmHistoryItems()
                        .stream()
                        .map(AlarmHistoryItem::historySummary)
                        .toList();
        assertThat(history)
                .containsExactly(
                        "Alarm updated from ALARM to OK",
                        "Alarm updated from INSUFFICIENT_DATA to ALARM",
                        "Alarm \"a\" created");
    }

    @Test
    void alarmsAreFoundByNamePrefixAndStateAndInPages() {
        for (int i = 0; i < 5; i++) {
            alarm("ci-" + i, each -> {});
        }
        alarm("ci2-0", each -> {});
        state("ci-3", "OK");
        assertThat(named(each -> each.alarmNamePrefix("ci-"))).hasSize(5);
        assertThat(named(each -> each.alarmNamePrefix("ci-").stateValue("OK")))
                .containsExactly("ci-3");
        assertThat(named(each -> each.alarmNames("ci2-0", "gone"))).containsExactly("ci2-0");
        DescribeAlarmsRequest two = DescribeAlarmsRequest.builder().maxRecords(2).build();
        assertThat(cloudWatch.describeAlarmsPaginator(two).metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactly("ci-0", "ci-1", "ci-2", "ci-3", "ci-4", "ci2-0");
        TimedCloudWatch.refused("ResourceNotFound", () -> delete("ci-0", "gone"));
        assertThat(named(each -> each.alarmNames("ci-0"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "period, 45, ValidationError",
        "period, 5, ValidationError",
        "comparison, Above, ValidationError",
        "comparison, , MissingParameter",
        "missing, whatever, ValidationError",
        "statistic, Median, ValidationError",
        "statistic, , InvalidParameterCombination",
        "needed, 2, ValidationError",
        "periods, 2000, ValidationError",
        "action, topic, ValidationError",
        "threshold, , MissingParameter",
    })
    void wrongAlarmsAreRefused(String what, String value, String code) {
        TimedCloudWatch.refused(
                code,
                () ->
                        alarm(
                                "a",
                                each -> {
                                    switch (what) {
                                        case "period" -> each.period(Integer.valueOf(value));
                                        case "comparison" -> each.comparisonOperator(value);
                                        case "missing" -> each.treatMissingData(value);
                                        case "statistic" -> each.statistic(value);
                                        case "needed" ->
                                                each.datapointsToAlarm(Integer.valueOf(value));
                                        case "periods" ->
                                                each.evaluationPeriods(Integer.valueOf(value));
                                        case "action" -> each.okActions(value);
                                        default -> each.threshold(null);
                                    }
                                }));
    }

    @Test
    void tagsAreGivenAtBirthAndKept() {
        Tag tag = Tag.builder().key("k").value("v").build();
        alarm("a", each -> each.tags(tag));
        alarm("a", each -> each.tags(Tag.builder().key("k").value("ignored").build()));
        String arn = described("a").alarmArn();
        assertThat(arn).isEqualTo("arn:aws:cloudwatch:us-east-1:000000000000:alarm:a");
        ListTagsForResourceRequest list =
                ListTagsForResourceRequest.builder().resourceARN(arn).build();
        assertThat(cloudWatch.listTagsForResource(list).tags()).containsExactly(tag);
        cloudWatch.untagResource(
                UntagResourceRequest.builder().resourceARN(arn).tagKeys("k").build());
        assertThat(cloudWatch.listTagsForResource(list).tags()).isEmpty();
        assertThatThrownBy(() ->
                        cloudWatch.listTagsForResource(
                                list.toBuilder().resourceARN(arn + "2").build()))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void alarm(String name, Consumer<PutMetricAlarmRequest.Builder> change) {
        PutMetricAlarmRequest.Builder request =
                PutMetricAlarmRequest.builder()
                        .alarmName(name)
                        .namespace("Test")
                        .metricName("load")
                        .statistic("Average")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(50.0)
                        .comparisonOperator("GreaterThanThreshold");
        change.accept(request);
        cloudWatch.putMetricAlarm(request.build());
    }

    private MetricAlarm described(String name) {
        return cloudWatch
                .describeAlarms(DescribeAlarmsRequest.builder().alarmNames(name).build())
                .metricAlarms()
                .getFirst();
    }

    private List<String> named(Consumer<DescribeAlarmsRequest.Builder> change) {
        DescribeAlarmsRequest.Builder request = DescribeAlarmsRequest.builder();
        change.accept(request);
        return cloudWatch.describeAlarms(request.build()).metricAlarms().stream()
                .map(MetricAlarm::alarmName)
                .toList();
    }

    private void state(String name, String state) {
        cloudWatch.setAlarmState(
                SetAlarmStateRequest.builder()
                        .alarmName(name)
                        .stateValue(state)
                        .stateReason("by hand")
                        .build());
    }

    private void delete(String... names) {
        cloudWatch.deleteAlarms(DeleteAlarmsRequest.builder().alarmNames(names).build());
    }
}
