package dev.sila.localcloud.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdjustmentTest {
    @ParameterizedTest
    @CsvSource({
        // The guide's own examples of rounding: 12.7, 0.67, -0.58, -6.67.
        "127, 10, 12",
        "67, 1, 1",
        "58, -1, -1",
        "667, -1, -6",
        "10, 10, 1",
        "10, 0, 0",
    })
    void percentagesRoundAsAwsRounds(int current, int percent, int change) {
        assertThat(Adjustment.percent(current, percent)).isEqualTo(change);
    }

    @Test
    void theMagnitudeIsTheLeastChange() {
        assertThat(Adjustment.apply("PercentChangeInCapacity", 4, 25, 2)).isEqualTo(6);
        assertThat(Adjustment.apply("PercentChangeInCapacity", 4, -25, 2)).isEqualTo(2);
        assertThat(Adjustment.apply("PercentChangeInCapacity", 20, 25, 2)).isEqualTo(25);
        assertThat(Adjustment.apply("ExactCapacity", 4, 7, 0)).isEqualTo(7);
        assertThat(Adjustment.apply("ChangeInCapacity", 4, -3, 0)).isEqualTo(1);
    }

    @Test
    void aBoundBelongsToTheStepFartherFromTheThreshold() {
        List<Adjustment.Step> steps =
                List.of(
                        new Adjustment.Step(null, -10.0, -3),
                        new Adjustment.Step(-10.0, 0.0, -1),
                        new Adjustment.Step(0.0, 10.0, 1),
                        new Adjustment.Step(10.0, null, 3));

        assertThat(Adjustment.problem(steps)).isNull();
        assertThat(adjustment(steps, 0)).isEqualTo(1);
        assertThat(adjustment(steps, 10)).isEqualTo(3);
        assertThat(adjustment(steps, -0.5)).isEqualTo(-1);
        assertThat(adjustment(steps, -10)).isEqualTo(-3);
    }

    private static int adjustment(List<Adjustment.Step> steps, double difference) {
        Adjustment.Step step = Adjustment.step(steps, difference);
        return step == null ? 0 : step.adjustment();
    }

    @Test
    void gapsAndOverlapsAreRefused() {
        assertThat(
                        Adjustment.problem(
                                List.of(
                                        new Adjustment.Step(0.0, 10.0, 1),
                                        new Adjustment.Step(20.0, null, 3))))
                .contains("gaps");
        assertThat(
                        Adjustment.problem(
                                List.of(
                                        new Adjustment.Step(0.0, null, 1),
                                        new Adjustment.Step(10.0, null, 3))))
                .contains("overlap");
    }
}
