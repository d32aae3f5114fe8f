package dev.sila.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many things at a time, within limits. */
final class RolloutTest {
    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    @Test
    void resultsComeInTheOrderOfTheThings() {
        assertThat(new Rollout(4, 0).over(TEN, each -> each * 2, each -> false))
                .containsExactlyElementsOf(
                        TEN.stream().map(each -> Optional.of(each * 2)).toList());
    }

    @Test
    void asManyAsAllowedWorkAtTheSameTimeAndNoMore() {
        CountDownLatch together = new CountDownLatch(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        new Rollout(3, 0)
                .over(
                        TEN,
                        each -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            together.countDown();
                            await(together);
                            now.decrementAndGet();
                            return each;
                        },
                        each -> false);
        assertThat(most).hasValue(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void afterTooManyErrorsNoOtherIsBegun() {
        AtomicInteger begun = new AtomicInteger();
        List<Optional<Integer>> results =
                new Rollout(1, 2)
                        .over(
                                TEN,
                                each -> {
                                    begun.incrementAndGet();
                                    return each;
                                },
                                each -> each % 2 == 0);
        assertThat(begun).as("0, 2 and 4 failed").hasValue(5);
        assertThat(results.subList(0, 5)).allMatch(Optional::isPresent);
        assertThat(results.subList(5, 10)).allMatch(Optional::isEmpty);
    }
}
