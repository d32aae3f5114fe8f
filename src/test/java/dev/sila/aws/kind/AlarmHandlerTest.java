package dev.sila.aws.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.engine.Ref;
import dev.sila.engine.Tags;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

class AlarmHandlerTest {
    private static final MetricAlarm PRESENT =
            MetricAlarm.builder()
                    .alarmName("ci_mhcweb_busy")
                    .alarmDescription("old")
                    .namespace("AWS/EC2")
                    .metricName("CPUUtilization")
                    .dimensions(dimension("ci_mhcweb_17"))
                    .statistic("Average")
                    .period(60)
                    .evaluationPeriods(2)
                    .threshold(80.0)
                    .comparisonOperator("GreaterThanThreshold")
                    .actionsEnabled(false)
                    .alarmActions("arn:up")
                    .okActions("arn:ok")
                    .insufficientDataActions("arn:unknown")
                    .treatMissingData("breaching")
                    .datapointsToAlarm(1)
                    .unit("Percent")
                    .build();

    private static Dimension dimension(String group) {
        return Dimension.builder().name("AutoScalingGroupName").value(group).build();
    }

    private static Alarm wanted(@Nullable Ref<AutoScalingGroup> group) {
        return new Alarm(
                "ci_mhcweb_busy",
                "new",
                "AWS/EC2",
                "CPUUtilization",
                group,
                "Maximum",
                300,
                3,
                90,
                "GreaterThanThreshold",
                Set.of(new Ref<>(ScalingPolicy.class, "ci_mhcweb/up")),
                Tags.NONE);
    }

    @Test
    void aChangeKeepsWhatTheSpecDoesNotName() {
        PutMetricAlarmRequest request =
                AlarmHandler.change(
                        PRESENT,
                        wanted(new Ref<>(AutoScalingGroup.class, "ci_mhcweb")),
                        KnownWorld.IDS);

        assertThat(request.alarmDescription()).isEqualTo("new");
        assertThat(request.dimensions()).containsExactly(dimension("id-ci_mhcweb"));
        assertThat(request.alarmActions()).containsExactly("id-ci_mhcweb/up");
        assertThat(request.actionsEnabled()).isFalse();
        assertThat(request.okActions()).containsExactly("arn:ok");
        assertThat(request.insufficientDataActions()).containsExactly("arn:unknown");
        assertThat(request.treatMissingData()).isEqualTo("breaching");
        assertThat(request.datapointsToAlarm()).isEqualTo(1);
        assertThat(request.unitAsString()).isEqualTo("Percent");
    }

    @Test
    void anUnmanagedGroupStays() {
        assertThat(AlarmHandler.change(PRESENT, wanted(null), KnownWorld.IDS).dimensions())
                .containsExactly(dimension("ci_mhcweb_17"));
    }

    @Test
    void isReadInTheTermsOfTheSpec() {
        Alarm state = AlarmHandler.state(PRESENT, Tags.NONE, KnownWorld.of());

        assertThat(state)
                .isEqualTo(
                        new Alarm(
                                "ci_mhcweb_busy",
                                "old",
                                "AWS/EC2",
                                "CPUUtilization",
                                new Ref<>(AutoScalingGroup.class, "ci_mhcweb_17"),
                                "Average",
                                60,
                                2,
                                80,
                                "GreaterThanThreshold",
                                Set.of(new Ref<>(ScalingPolicy.class, "arn:up")),
                                Tags.NONE));
    }
}
