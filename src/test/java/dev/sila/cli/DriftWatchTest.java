package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.ChangeHistory;
import dev.sila.aws.Time;
import dev.sila.aws.kind.Subnet;
import dev.sila.cli.operation.Drifts;
import dev.sila.engine.Drift;
import dev.sila.engine.Key;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
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

/** What a watch tells, and when. Time passes only in its pauses. */
final class DriftWatchTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Drift ONE = drift("a", "x");
    private static final Drift OTHER = drift("b", "x");

    private final Deque<Supplier<Drifts.Look>> looks = new ArrayDeque<>();
    private final Map<Drift, ChangeHistory.Event> known = new java.util.HashMap<>();
    private final List<List<String>> told = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> beats = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    private static Drift drift(String name, String found) {
        return new Drift(
                new Key(Subnet.class, name),
                Drift.Sort.DIFFERENT,
                "subnet-" + name,
                List.of(new Drift.Deviation("cidr", "wanted", found)));
    }

    private static ChangeHistory.Event by(String user, String agent) {
        return new ChangeHistory.Event(
                "ModifySubnetAttribute",
                START,
                user,
                "",
                "192.0.2.1",
                agent,
                Map.of(),
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    }

    private DriftWatchTest sees(Drift... drifts) {
        looks.add(() -> new Drifts.Look(List.of(drifts), 3));
        return this;
    }

    private DriftWatchTest fails(RuntimeException failure) {
        looks.add(() -> {
            throw failure;
        });
        return this;
    }

    private void watch() {
        Time time =
                new Time() {
                    @Override
                    public long nanos() {
                        return passed.toNanos();
                    }

                    @Override
                    public void pause(Duration duration) {
                        passed = passed.plus(duration);
                        if (looks.isEmpty()) {
                            throw new CancellationException("the test is over");
                        }
                    }
                };
        DriftWatch watch =
                new DriftWatch(
                        time,
                        () -> START.plus(passed),
                        Duration.ofSeconds(12),
                        new DriftWatch.Source(() -> looks.remove().get(), this::authors),
                        new Ears());
        assertThatThrownBy(watch::run).isInstanceOf(CancellationException.class);
    }

    private Drifts.Authors authors(List<Drift> drifts) {
        asked.add(drifts.size());
        known.keySet().retainAll(drifts);
        return new Drifts.Authors(known, known.isEmpty() ? "CloudTrail says no." : null);
    }

    private final class Ears implements DriftWatch.Listener {
        @Override
        public void changed(List<DriftWatch.Happening> happenings) {
            told.add(
                    happenings.stream()
                            .map(each ->
                                    each.what()
                                            + (each.drift() == null
                                                    ? ""
                                                    : " " + each.drift().key().name()))
                            .toList());
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
    void onlyWhatChangesIsTold() {
        sees().sees(ONE).sees(ONE).sees(ONE, OTHER).sees(drift("a", "y"), OTHER).sees().sees();
        watch();
        assertThat(told)
                .containsExactly(
                        List.of("appeared a"),
                        List.of("appeared b"),
                        List.of("changed a"),
                        List.of("went a", "went b"));
    }

    @Test
    void itIsNeverSilentForTenSecondsAndSaysWhenTheNextLookIs() {
        sees().sees();
        watch();
        assertThat(beats)
                .startsWith(
                        "0 not as the files say; looked at 2026-03-01T12:00:00Z, next in 12 s",
                        "0 not as the files say; looked at 2026-03-01T12:00:00Z, next in 7 s",
                        "0 not as the files say; looked at 2026-03-01T12:00:00Z, next in 2 s",
                        "0 not as the files say; looked at 2026-03-01T12:00:12Z, next in 12 s");
    }

    @Test
    void aFailingLookIsToldOnceAndForgetsNothing() {
        SdkClientException lost = SdkClientException.create("no route to host");
        sees(ONE).fails(lost).fails(lost).sees(ONE).fails(lost).sees();
        watch();
        assertThat(told)
                .containsExactly(
                        List.of("appeared a"),
                        List.of("failed"),
                        List.of("recovered"),
                        List.of("failed"),
                        List.of("recovered", "went a"));
    }

    @Test
    void brokenFilesEndItAtTheFirstLookAndAreToldLater() {
        ProblemException broken = new ProblemException(Problem.error("x.ini:3", "is wrong.", ""));
        sees().fails(broken).sees();
        watch();
        assertThat(told).containsExactly(List.of("failed"), List.of("recovered"));

        looks.clear();
        fails(broken);
        DriftWatch watch =
                new DriftWatch(
                        Time.real(),
                        () -> START,
                        Duration.ofSeconds(1),
                        new DriftWatch.Source(() -> looks.remove().get(), this::authors),
                        new Ears());
        assertThatThrownBy(watch::run).isSameAs(broken);
    }

    @Test
    void theAuthorIsToldWhenCloudTrailKnows() {
        sees(ONE).sees(ONE);
        looks.add(() -> {
            known.put(ONE, by("alice", "aws-cli/2"));
            return new Drifts.Look(List.of(ONE), 3);
        });
        sees(ONE);
        watch();
        assertThat(told).containsExactly(List.of("appeared a"), List.of("author a"));
        assertThat(asked).as("nobody asks on once it is known").containsExactly(1, 1, 1);
    }

    @Test
    void afterTwentyMinutesNobodyAsksCloudTrailAnyMore() {
        for (int look = 0; look < 120; look++) {
            sees(ONE);
        }
        watch();
        assertThat(asked).hasSize(101);
        assertThat(notes).containsOnlyOnce("CloudTrail says no.");
    }
}
