package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.Host;
import dev.sila.aws.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a watch of hosts tells, and when. Time passes only in its pauses. */
final class HostWatchTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Deque<Supplier<List<Host>>> looks = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> beats = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    private static Host host(String id, String state, String owner) {
        return new Host(
                id,
                state,
                "10.0.0.4",
                null,
                "",
                "us-east-1a",
                "t3.small",
                "ami-1",
                START,
                List.of("ci_intranet"),
                Map.of("hostclass", "mhcweb", "owner", owner));
    }

    private void sees(Host... hosts) {
        looks.add(() -> List.of(hosts));
    }

    private void watch(Host... first) {
        Time time =
                new Time() {
                    @Override
                    public long nanos() {
                        return passed.toNanos();
                    }

                    @Override
                    public void pause(Duration duration) {
                        if (looks.isEmpty()) {
                            throw new CancellationException("the test is over");
                        }
                        passed = passed.plus(duration);
                    }
                };
        HostWatch watch =
                new HostWatch(
                        time,
                        () -> START.plus(passed),
                        Duration.ofSeconds(12),
                        new HostColumns().columns(new HostColumns.Facts(START, Map.of())),
                        new Ears());
        assertThatThrownBy(() ->
                        watch.run(List.of(first), () -> looks.remove().get(), HostWatchTest::words))
                .isInstanceOf(CancellationException.class);
    }

    private static String words(RuntimeException failure) {
        if (failure instanceof SdkClientException) {
            return String.valueOf(failure.getMessage());
        }
        throw failure;
    }

    private final class Ears implements HostWatch.Listener {
        @Override
        public void changed(List<HostWatch.Happening> happenings) {
            happenings.forEach(each -> told.add(each.text()));
        }

        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public void beat(String line) {
            beats.add(line);
        }
    }

    @Test
    void hostsAppearChangeAndGo() {
        Host web = host("i-1", "pending", "anna");
        sees(web);
        sees(host("i-1", "running", "bob"), host("i-2", "pending", ""));
        sees(host("i-2", "pending", ""));
        watch(web);
        assertThat(told)
                .containsExactly(
                        "2026-03-01T12:00:24Z changed: i-1 mhcweb, state pending -> running,"
                                + " owner anna -> bob",
                        "2026-03-01T12:00:24Z appeared: i-2 mhcweb, state pending, zone us-east-1a,"
                                + " privateAddress 10.0.0.4",
                        "2026-03-01T12:00:36Z went: i-1 mhcweb");
        assertThat(beats)
                .startsWith(
                        "1 hosts; looked at 2026-03-01T12:00:00Z, next in 12 s",
                        "1 hosts; looked at 2026-03-01T12:00:00Z, next in 7 s");
    }

    @Test
    void aLookThatFailsIsToldOnceAndForgetsNothing() {
        Host web = host("i-1", "running", "");
        Supplier<List<Host>> lost =
                () -> {
                    throw SdkClientException.create("no route to host");
                };
        looks.add(lost);
        looks.add(lost);
        sees(web);
        sees();
        watch(web);
        assertThat(notes)
                .containsExactly(
                        "2026-03-01T12:00:12Z a look failed: no route to host",
                        "2026-03-01T12:00:36Z looks succeed again");
        assertThat(told).containsExactly("2026-03-01T12:00:48Z went: i-1 mhcweb");
    }
}
