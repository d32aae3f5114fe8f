package dev.sila.aws;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** The snapshots that hostclasses of an environment start from, by their tags. */
public final class HostclassSnapshots {
    private static final String HOSTCLASS = "hostclass";
    private static final int PAGE = 1000;

    private final Ec2Client ec2;

    public HostclassSnapshots(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** A snapshot, and the size of the volume that it was taken of. */
    public record Newest(String id, int sizeGiB) {}

    /**
     * The newest complete snapshot of each of these hostclasses that has one in the environment, in
     * one paged call.
     */
    public Map<String, Newest> newest(String environment, Collection<String> hostclasses) {
        if (hostclasses.isEmpty()) {
            return Map.of();
        }
        DescribeSnapshotsRequest request =
                DescribeSnapshotsRequest.builder()
                        .ownerIds("self")
                        .filters(
                                Filters.of("tag:env", environment),
                                Filters.of("tag-key", HOSTCLASS),
                                Filters.of("status", "completed"))
                        .maxResults(PAGE)
                        .build();
        Comparator<Snapshot> age =
                Comparator.comparing(Snapshot::startTime).thenComparing(Snapshot::snapshotId);
        Map<String, Snapshot> newest =
                ec2.describeSnapshotsPaginator(request).snapshots().stream()
                        .filter(each -> hostclasses.contains(hostclass(each)))
                        .collect(
                                Collectors.toMap(
                                        HostclassSnapshots::hostclass,
                                        each -> each,
                                        BinaryOperator.maxBy(age)));
        Map<String, Newest> found = new LinkedHashMap<>();
        newest.forEach(
                (name, each) -> found.put(name, new Newest(each.snapshotId(), each.volumeSize())));
        return found;
    }

    private static String hostclass(Snapshot snapshot) {
        return AwsTags.fromEc2(snapshot.tags()).values().getOrDefault(HOSTCLASS, "");
    }
}
