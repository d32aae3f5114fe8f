package dev.sila.localcloud.service.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and percentages of targets. */
class RateControlTest {
    @ParameterizedTest
    @CsvSource({
        "10, 0, 50, 10, 0",
        "10%, 10%, 50, 5, 5",
        "10%, 10%, 5, 1, 0",
        "100%, 100%, 7, 7, 7",
        "50, 3, 4, 50, 3",
        "33%, 1%, 10, 3, 0"
    })
    void isANumberOrAShare(
            String concurrency, String errors, int targets, int atOnce, int tolerated) {
        assertThat(RateControl.of(concurrency, errors, targets))
                .isEqualTo(new RateControl(atOnce, tolerated));
    }

    /** API reference of SendCommand: with 10% of 50 targets the sixth error stops. */
    @ParameterizedTest
    @CsvSource({"5, false", "6, true"})
    void stopsAtTheErrorThatIsOneTooMany(int failed, boolean stopped) {
        assertThat(RateControl.of("1", "10%", 50).isExceeded(failed)).isEqualTo(stopped);
    }

    @Property
    void worksOnAtLeastOneAndNeverOnMoreThanAll(
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll @IntRange(min = 1, max = 1000) int targets) {
        RateControl control = RateControl.of(percent + "%", percent + "%", targets);
        assertThat(control.concurrency()).isBetween(1, targets);
        assertThat(control.errors()).isBetween(0, targets);
    }
}
