package dev.sila.aws.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.engine.Ref;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

class AlarmMappingTest {
    private static final String PAGER = "arn:aws:sns:us-east-1:123456789012:pager";

    private static final MetricAlarm PRESENT =
            MetricAlarm.builder()
                    .alarmName("ci_mhcweb_busy")
                    .alarmArn("arn:aws:cloudwatch:us-east-1:123456789012:alarm:ci_mhcweb_busy")
                    .alarmDescription(
                            "old (Sila: environment ci, part mhcweb, alarm ci_mhcweb_busy)")
                    .namespace("AWS/EC2")
                    .metricName("CPUUtilization")
                    .dimensions(dimension("ci_mhcweb_17"))
                    .statistic("Average")
                    .period(60)
                    .evaluationPeriods(2)
                    .threshold(80.0)
                    .comparisonOperator("GreaterThanThreshold")
                    .actionsEnabled(false)
                    .alarmActions("arn:up", PAGER)
                    .okActions("arn:ok")
                    .insufficientDataActions("arn:unknown")
                    .treatMissingData("breaching")
                    .datapointsToAlarm(1)
                    .unit("Percent")
                    .build();

    private static software.amazon.awssdk.services.cloudwatch.model.Dimension dimension(
            String group) {
        return software.amazon.awssdk.services.cloudwatch.model.Dimension.builder()
                .name("AutoScalingGroupName")
                .value(group)
                .build();
    }

    private static Alarm wanted(@Nullable String missingData, @Nullable Set<Ref<Topic>> topics) {
        return new Alarm(
                "ci_mhcweb_busy",
                "mhcweb",
                "new",
                "AWS/EC2",
                "CPUUtilization",
                Set.of(Dimension.of(new Ref<>(AutoScalingGroup.class, "ci_mhcweb"))),
                "Maximum",
                300,
                3,
                90,
                "GreaterThanThreshold",
                missingData,
                Set.of(new Ref<>(ScalingPolicy.class, "ci_mhcweb/up")),
                topics,
                topics);
    }

    @Test
    void aChangeKeepsWhatTheSpecDoesNotName() {
        PutMetricAlarmRequest request =
                AlarmMapping.change(PRESENT, wanted(null, null), "ci", KnownWorld.IDS);

        assertThat(request.alarmDescription())
                .isEqualTo("new (Sila: environment ci, part mhcweb, alarm ci_mhcweb_busy)");
        assertThat(request.dimensions()).containsExactly(dimension("id-ci_mhcweb"));
        assertThat(request.alarmActions()).containsExactly("id-ci_mhcweb/up", PAGER);
        assertThat(request.actionsEnabled()).isFalse();
        assertThat(request.okActions()).containsExactly("arn:ok");
        assertThat(request.insufficientDataActions()).containsExactly("arn:unknown");
        assertThat(request.treatMissingData()).isEqualTo("breaching");
        assertThat(request.datapointsToAlarm()).isEqualTo(1);
        assertThat(request.unitAsString()).isEqualTo("Percent");
    }

    @Test
    void whatTheSpecNamesTakesThePlaceOfWhatWasThere() {
        Set<Ref<Topic>> topics = Set.of(new Ref<>(Topic.class, "core_ci_info"));
        PutMetricAlarmRequest request =
                AlarmMapping.change(PRESENT, wanted("ignore", topics), "ci", KnownWorld.IDS);

        assertThat(request.alarmActions()).containsExactly("id-ci_mhcweb/up", "id-core_ci_info");
        assertThat(request.okActions()).containsExactly("id-core_ci_info");
        assertThat(request.treatMissingData()).isEqualTo("ignore");
    }

    @Test
    void isReadInTheTermsOfTheSpec() {
        AlarmMapping.Mark mark = AlarmMapping.Mark.of(PRESENT).orElseThrow();
        assertThat(AlarmMapping.state(PRESENT, mark, KnownWorld.of()))
                .isEqualTo(
                        new Alarm(
                                "ci_mhcweb_busy",
                                "mhcweb",
                                "old",
                                "AWS/EC2",
                                "CPUUtilization",
                                Set.of(
                                        Dimension.of(
                                                new Ref<>(AutoScalingGroup.class, "ci_mhcweb_17"))),
                                "Average",
                                60,
                                2,
                                80,
                                "GreaterThanThreshold",
                                "breaching",
                                Set.of(new Ref<>(ScalingPolicy.class, "arn:up")),
                                Set.of(new Ref<>(Topic.class, PAGER)),
                                Set.of()));
    }

    /** The console copies descriptions too, but a copy has another name. */
    @Test
    void aCopyIsNotTheOriginal() {
        MetricAlarm copy = PRESENT.toBuilder().alarmName("ci_mhcweb_busy-copy").build();
        assertThat(AlarmMapping.Mark.of(copy)).isEmpty();
        MetricAlarm plain = PRESENT.toBuilder().alarmDescription(null).build();
        assertThat(AlarmMapping.Mark.of(plain)).isEmpty();
    }
}
