package dev.sila.cli.operation;

import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which snapshots may go. None that an image or a launch template's default version is made of ever
 * does. Source of the rules: Asiaq's snapshot cleanup and purge.
 */
public final class SnapshotChoice {
    private final Snapshots.Images images;
    private final Set<String> used;

    /**
     * @param templates the snapshots that launch templates name
     */
    public SnapshotChoice(Snapshots.Images images, Set<String> templates) {
        this.images = images;
        Set<String> all = new HashSet<>(images.snapshots());
        all.addAll(templates);
        this.used = Set.copyOf(all);
    }

    /** A snapshot that goes, and why. */
    public record Doomed(Snapshot snapshot, String why) {}

    /**
     * What is purged.
     *
     * @param stray those made for images that are gone
     * @param withoutMetadata those without tag {@code hostclass} or {@code env} that belong to no
     *     image
     * @param old those of a hostclass that are more than keepDays days old
     * @param keepNumber how many of the newest of each hostclass and environment always stay
     * @param maxPerDay how many of each hostclass and environment may stay of each past day, the
     *     newest; negative: any number
     */
    public record Rules(
            boolean stray,
            boolean withoutMetadata,
            boolean old,
            int keepDays,
            int keepNumber,
            int maxPerDay) {}

    /** All but the newest of each hostclass. */
    public List<Doomed> cleanup(List<Snapshot> snapshots, int keep) {
        List<Doomed> doomed = new ArrayList<>();
        byOwner(snapshots)
                .forEach((owner, all) ->
                        all.stream()
                                .skip(keep)
                                .filter(this::free)
                                .forEach(each ->
                                        doomed.add(
                                                new Doomed(
                                                        each, "older than the newest " + keep))));
        return doomed;
    }

    /** All that one of the rules says, each once, by the first rule. */
    public List<Doomed> purge(List<Snapshot> snapshots, Rules rules, Instant now) {
        Map<String, Doomed> doomed = new LinkedHashMap<>();
        if (rules.stray()) {
            collect(
                    snapshots,
                    each -> !each.image().isEmpty() && !images.ids().contains(each.image()),
                    "its image is gone",
                    doomed);
        }
        if (rules.withoutMetadata()) {
            collect(
                    snapshots,
                    each -> each.image().isEmpty() && !owned(each),
                    "no tag hostclass or env",
                    doomed);
        }
        byOwner(snapshots).forEach((owner, all) -> ofOwner(all, rules, now, doomed));
        return List.copyOf(doomed.values());
    }

    /**
     * @param all newest first
     */
    private void ofOwner(List<Snapshot> all, Rules rules, Instant now, Map<String, Doomed> doomed) {
        List<Snapshot> open = all.stream().skip(rules.keepNumber()).toList();
        if (rules.old()) {
            Instant oldest = now.minus(Duration.ofDays(rules.keepDays()));
            String why = "more than " + rules.keepDays() + " days old";
            collect(open, each -> each.started().isBefore(oldest), why, doomed);
        }
        if (rules.maxPerDay() >= 0) {
            String why = "more than " + rules.maxPerDay() + " of its day";
            Set<Snapshot> kept = new HashSet<>();
            all.stream()
                    .collect(Collectors.groupingBy(SnapshotChoice::day))
                    .forEach((day, those) ->
                            those.stream()
                                    .limit(
                                            day.isBefore(day(now))
                                                    ? rules.maxPerDay()
                                                    : those.size())
                                    .forEach(kept::add));
            collect(open, each -> !kept.contains(each), why, doomed);
        }
    }

    private void collect(
            List<Snapshot> from, Predicate<Snapshot> rule, String why, Map<String, Doomed> doomed) {
        from.stream()
                .filter(this::free)
                .filter(rule)
                .forEach(each -> doomed.putIfAbsent(each.snapshotId(), new Doomed(each, why)));
    }

    private boolean free(Snapshot snapshot) {
        return !used.contains(snapshot.snapshotId());
    }

    private static boolean owned(Snapshot snapshot) {
        return !snapshot.hostclass().isEmpty() && !snapshot.environment().isEmpty();
    }

    private static LocalDate day(Snapshot snapshot) {
        return day(snapshot.started());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Those that have an owner, by environment and hostclass; newest first. */
    private static Map<List<String>, List<Snapshot>> byOwner(List<Snapshot> snapshots) {
        return snapshots.stream()
                .filter(SnapshotChoice::owned)
                .sorted(Comparator.comparing(Snapshot::started).reversed())
                .collect(
                        Collectors.groupingBy(
                                each -> List.of(each.environment(), each.hostclass()),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }
}
