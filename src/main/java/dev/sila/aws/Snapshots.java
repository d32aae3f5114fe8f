package dev.sila.aws;

import dev.sila.engine.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The EBS snapshots of this account, which carry the tags {@code hostclass}, {@code env} and {@code
 * productline}. Source of the tags: the seed.
 */
public final class Snapshots {
    private static final int PAGE = 1000;

    /** The most values that one of EC2's filters takes. */
    private static final int FILTERED = 200;

    /** What CreateImage writes into the snapshots that it makes. */
    private static final Pattern OF_IMAGE = Pattern.compile("\\b(ami-[0-9a-f]{8,17})\\b");

    private final Ec2Client ec2;
    private final Waiter waiter;

    public Snapshots(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
    }

    /**
     * One snapshot.
     *
     * @param environment its tag {@code env}; empty if it has none
     * @param sizeGib of the volume that it was taken of
     * @param image the image that it was made for by CreateImage; empty if for none
     */
    public record Snapshot(
            String snapshotId,
            String hostclass,
            String environment,
            String productLine,
            String state,
            Instant started,
            int sizeGib,
            boolean encrypted,
            String volumeId,
            String image,
            Map<String, String> tags) {
        public Snapshot {
            tags = Map.copyOf(tags);
        }

        boolean complete() {
            return state.equals(SnapshotState.COMPLETED.toString());
        }
    }

    /** All of this account in the region, oldest first. */
    public List<Snapshot> all() {
        return described(List.of());
    }

    /** Those of exactly this environment, oldest first. */
    public List<Snapshot> of(String environment) {
        return described(List.of(Filters.of("tag:env", environment)));
    }

    /** Those of exactly this volume. */
    public List<Snapshot> ofVolume(String volumeId) {
        return described(List.of(Filters.of("volume-id", volumeId)));
    }

    private List<Snapshot> described(List<Filter> filters) {
        DescribeSnapshotsRequest request =
                DescribeSnapshotsRequest.builder()
                        .ownerIds("self")
                        .filters(filters)
                        .maxResults(PAGE)
                        .build();
        return ec2.describeSnapshotsPaginator(request).snapshots().stream()
                .map(Snapshots::snapshot)
                .sorted(Comparator.comparing(Snapshot::started).thenComparing(Snapshot::snapshotId))
                .toList();
    }

    private static Snapshot snapshot(software.amazon.awssdk.services.ec2.model.Snapshot found) {
        Map<String, String> tags = AwsTags.fromEc2(found.tags()).values();
        Matcher image = OF_IMAGE.matcher(found.description() == null ? "" : found.description());
        return new Snapshot(
                found.snapshotId(),
                tags.getOrDefault("hostclass", ""),
                tags.getOrDefault("env", ""),
                tags.getOrDefault("productline", ""),
                found.stateAsString(),
                found.startTime(),
                found.volumeSize(),
                Boolean.TRUE.equals(found.encrypted()),
                found.volumeId(),
                image.find() ? image.group(1) : "",
                tags);
    }

    /** The images of this account, and the snapshots that they are made of. */
    public Images images() {
        Set<String> ids = new HashSet<>();
        Set<String> snapshots = new HashSet<>();
        ec2.describeImagesPaginator(DescribeImagesRequest.builder().owners("self").build())
                .images()
                .forEach(image -> {
                    ids.add(image.imageId());
                    image.blockDeviceMappings().stream()
                            .filter(each -> each.ebs() != null && each.ebs().snapshotId() != null)
                            .forEach(each -> snapshots.add(each.ebs().snapshotId()));
                });
        return new Images(ids, snapshots);
    }

    /** Images by identifier, and the snapshots that they are made of. */
    public record Images(Set<String> ids, Set<String> snapshots) {
        public Images {
            ids = Set.copyOf(ids);
            snapshots = Set.copyOf(snapshots);
        }
    }

    /**
     * Takes a snapshot of a volume, and returns when it is complete.
     *
     * @param tags what it carries from its first moment on
     */
    public Snapshot take(String volumeId, Tags tags) {
        return completed(begin(volumeId, tags));
    }

    /** Begins to take a snapshot of a volume, and returns its identifier at once. */
    public String begin(String volumeId, Tags tags) {
        CreateSnapshotRequest request =
                CreateSnapshotRequest.builder()
                        .volumeId(volumeId)
                        .tagSpecifications(AwsTags.ec2(ResourceType.SNAPSHOT, tags))
                        .build();
        return ec2.createSnapshot(request).snapshotId();
    }

    /** Waits until a snapshot is complete. */
    public Snapshot completed(String snapshotId) {
        return completed(List.of(snapshotId)).getFirst();
    }

    /** Waits until all of these are complete; oldest first. */
    public List<Snapshot> completed(Collection<String> ids) {
        Wait wait =
                new Wait(
                        ids.size() == 1
                                ? "snapshot " + ids.iterator().next() + " to be complete"
                                : ids.size() + " snapshots to be complete",
                        Duration.ofMinutes(2),
                        Duration.ofHours(6));
        return waiter.untilPresent(
                wait,
                () -> {
                    List<Snapshot> complete =
                            known(List.copyOf(ids)).stream().filter(Snapshot::complete).toList();
                    return complete.size() == ids.size() ? Optional.of(complete) : Optional.empty();
                });
    }

    private List<Snapshot> known(List<String> ids) {
        return ids.stream()
                .gather(Gatherers.windowFixed(FILTERED))
                .flatMap(some -> described(List.of(Filters.of("snapshot-id", some))).stream())
                .toList();
    }

    /** Takes a tag off these. */
    public void untag(Collection<String> ids, String key) {
        ec2.deleteTags(
                DeleteTagsRequest.builder()
                        .resources(ids)
                        .tags(Tag.builder().key(key).build())
                        .build());
    }

    /** Deletes these; one that is gone already is no failure. */
    public void delete(Collection<Snapshot> snapshots) {
        for (Snapshot each : snapshots) {
            AwsErrors.unlessGone(() ->
                    ec2.deleteSnapshot(
                            DeleteSnapshotRequest.builder().snapshotId(each.snapshotId()).build()));
        }
    }

    /** The newest complete one of a hostclass in an environment. */
    public Optional<Snapshot> newest(String environment, String hostclass) {
        return of(environment).stream()
                .filter(each -> each.hostclass().equals(hostclass) && each.complete())
                .reduce((first, second) -> second);
    }
}
