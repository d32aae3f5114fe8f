package dev.sila.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.cli.operation.SnapshotChoice.Doomed;
import dev.sila.cli.operation.SnapshotChoice.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which snapshots cleanup and purge take. */
class SnapshotChoiceTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final SnapshotChoice FREE = choice(Set.of(), Set.of(), Set.of());

    private static SnapshotChoice choice(
            Set<String> images, Set<String> ofImages, Set<String> ofTemplates) {
        return new SnapshotChoice(new Snapshots.Images(images, ofImages), ofTemplates);
    }

    private static Snapshot snapshot(String id, String hostclass, String env, Duration age) {
        return snapshot(id, hostclass, env, age, "");
    }

    private static Snapshot snapshot(
            String id, String hostclass, String env, Duration age, String image) {
        return new Snapshot(
                id,
                hostclass,
                env,
                "",
                "completed",
                NOW.minus(age),
                8,
                true,
                "vol-1",
                image,
                Map.of());
    }

    private static Snapshot days(String id, String hostclass, int days) {
        return snapshot(id, hostclass, "ci", Duration.ofDays(days));
    }

    private static List<String> ids(List<Doomed> doomed) {
        return doomed.stream().map(each -> each.snapshot().snapshotId()).sorted().toList();
    }

    @Test
    void cleanupKeepsTheNewestOfEachHostclassAndWhatIsUsed() {
        List<Snapshot> all =
                List.of(
                        days("a1", "mhcfoo", 1),
                        days("a2", "mhcfoo", 2),
                        days("a3", "mhcfoo", 3),
                        days("a4", "mhcfoo", 4),
                        days("b1", "mhcfoobar", 9),
                        days("b2", "mhcfoobar", 10),
                        days("none", "", 99));
        assertThat(ids(FREE.cleanup(all, 2))).containsExactly("a3", "a4");
        assertThat(ids(FREE.cleanup(all, 1))).containsExactly("a2", "a3", "a4", "b2");
        SnapshotChoice used = choice(Set.of(), Set.of("a3"), Set.of("b2"));
        assertThat(ids(used.cleanup(all, 1))).containsExactly("a2", "a4");
    }

    @Test
    void oldMeansMoreThanThatManyDaysAndOutsideTheNewest() {
        Rules rules = new Rules(false, false, true, 5, 1, -1);
        List<Snapshot> all =
                List.of(
                        days("just", "mhcfoo", 5),
                        snapshot("over", "mhcfoo", "ci", Duration.ofDays(5).plusSeconds(1)),
                        days("newest", "mhcfoo", 1),
                        days("only", "mhcbar", 50),
                        snapshot("other", "mhcfoo", "ci2", Duration.ofDays(50)));
        assertThat(ids(FREE.purge(all, rules, NOW))).containsExactly("over");
    }

    @Test
    void ofPastDaysOnlyTheNewestStay() {
        Rules rules = new Rules(false, false, false, 0, 0, 1);
        List<Snapshot> all =
                List.of(
                        snapshot("today1", "mhcfoo", "ci", Duration.ofHours(1)),
                        snapshot("today2", "mhcfoo", "ci", Duration.ofHours(11)),
                        snapshot("late", "mhcfoo", "ci", Duration.ofHours(13)),
                        snapshot("early", "mhcfoo", "ci", Duration.ofHours(30)),
                        snapshot("neighbour", "mhcfoobar", "ci", Duration.ofHours(31)));
        assertThat(ids(FREE.purge(all, rules, NOW))).containsExactly("early");
    }

    @Test
    void straysAndUntaggedOnesGoOnlyIfAskedFor() {
        List<Snapshot> all =
                List.of(
                        snapshot("stray", "", "", Duration.ofDays(1), "ami-gone0000"),
                        snapshot("image", "", "", Duration.ofDays(1), "ami-here0000"),
                        snapshot("untagged", "", "ci", Duration.ofDays(1)));
        SnapshotChoice choice = choice(Set.of("ami-here0000"), Set.of("image"), Set.of());
        assertThat(ids(choice.purge(all, new Rules(true, false, false, 0, 0, -1), NOW)))
                .containsExactly("stray");
        assertThat(ids(choice.purge(all, new Rules(false, true, false, 0, 0, -1), NOW)))
                .containsExactly("untagged");
        assertThat(choice.purge(all, new Rules(false, false, true, 0, 0, -1), NOW)).isEmpty();
    }

    /** In whatever order AWS lists them. */
    @Property(tries = 200)
    void cleanupLeavesSoManyOfEachHostclass(
            @ForAll @IntRange(min = 1, max = 6) int keep,
            @ForAll @IntRange(max = 12) int foos,
            @ForAll @IntRange(max = 12) int bars,
            @ForAll long seed) {
        List<Snapshot> all = new ArrayList<>();
        for (int i = 0; i < foos; i++) {
            all.add(days("foo" + i, "mhcfoo", i));
        }
        for (int i = 0; i < bars; i++) {
            all.add(days("bar" + i, "mhcbar", i));
        }
        Collections.shuffle(all, new Random(seed));
        List<Snapshot> left = new ArrayList<>(all);
        FREE.cleanup(all, keep).forEach(each -> left.remove(each.snapshot()));
        assertThat(left)
                .filteredOn(each -> each.hostclass().equals("mhcfoo"))
                .hasSize(Math.min(keep, foos))
                .allMatch(each -> Integer.parseInt(each.snapshotId().substring(3)) < keep);
        assertThat(left).hasSize(Math.min(keep, foos) + Math.min(keep, bars));
    }
}
