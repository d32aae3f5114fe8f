package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaiterTest {
    private static final Wait DELETION =
            new Wait("the gateway to go", Duration.ofMinutes(2), Duration.ofMinutes(10));

    private final ManualTime time = new ManualTime();
    private final List<Duration> told = new ArrayList<>();
    private final Waiter waiter = new Waiter(time, (wait, soFar) -> told.add(soFar));

    @Test
    void asksAtOnceAndDoesNotPauseWhenItHoldsAlready() {
        waiter.until(DELETION, () -> true);
        assertThat(time.pauses()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void pausesLongerEachTimeAndIsNeverSilentForTenSeconds() {
        AtomicInteger looks = new AtomicInteger();
        waiter.until(DELETION, () -> looks.incrementAndGet() == 15);
        assertThat(time.pauses()).startsWith(Duration.ofMillis(500), Duration.ofMillis(750));
        assertThat(time.pauses()).allMatch(each -> each.compareTo(Duration.ofSeconds(10)) < 0);
        assertThat(told).hasSameSizeAs(time.pauses()).isSorted();
        // 14 pauses, each half as long again, up to a tenth of the usual two minutes.
        assertThat(time.passed()).isBetween(Duration.ofSeconds(70), Duration.ofSeconds(110));
    }

    @Test
    void givesUpAtTheLimitAndNamesWhatItWaitedFor() {
        assertThatThrownBy(() -> waiter.until(DELETION, () -> false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the gateway to go")
                .hasMessageContaining("10 min")
                .hasMessageContaining("run the same command again");
        assertThat(time.passed()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void givesTheValueOnceThereIsOne() {
        AtomicInteger looks = new AtomicInteger();
        String value =
                waiter.untilPresent(
                        DELETION,
                        () -> looks.incrementAndGet() < 3 ? Optional.empty() : Optional.of("ip"));
        assertThat(value).isEqualTo("ip");
        assertThat(looks).hasValue(3);
    }

    @Test
    void repeatsWhatFailsInPassing() {
        AtomicInteger calls = new AtomicInteger();
        int result =
                waiter.retryWhile(
                        DELETION,
                        IllegalStateException.class::isInstance,
                        () -> failUntil(calls, 4));
        assertThat(result).isEqualTo(4);
        assertThat(time.pauses()).hasSize(3);
    }

    @Test
    void doesNotRepeatOtherFailures() {
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() ->
                        waiter.retryWhile(
                                DELETION,
                                IllegalArgumentException.class::isInstance,
                                () -> failUntil(calls, 4)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void throwsTheLastFailureWhenTheLimitIsOver() {
        assertThatThrownBy(() ->
                        waiter.retryWhile(
                                DELETION,
                                IllegalStateException.class::isInstance,
                                () -> failUntil(new AtomicInteger(), 2)))
                .hasMessage("still in use");
        assertThat(time.passed()).isEqualTo(Duration.ofMinutes(10));
    }

    private static int failUntil(AtomicInteger calls, int success) {
        if (calls.incrementAndGet() < success) {
            throw new IllegalStateException("still in use");
        }
        return calls.get();
    }
}
