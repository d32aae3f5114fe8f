package dev.sila.aws;

import dev.sila.engine.Tags;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** The instances of an environment. */
public final class Hosts {
    /**
     * One instance.
     *
     * @param hostclass the part of the environment it belongs to
     * @param state AWS's word: {@code pending}, {@code running}, {@code stopping}, {@code stopped}
     *     or {@code shutting-down}
     * @param privateAddress null while it has none yet or none any more
     */
    public record Host(
            String id,
            String hostclass,
            String state,
            @Nullable String privateAddress,
            @Nullable String publicAddress,
            String zone,
            String type,
            Instant launched,
            String imageId) {}

    private final Ec2Client ec2;

    public Hosts(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** Every instance but the terminated ones, by hostclass, then by time of launch. */
    public List<Host> of(String environment) {
        Filter alive =
                Filter.builder()
                        .name("instance-state-name")
                        .values("pending", "running", "stopping", "stopped", "shutting-down")
                        .build();
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder()
                        .filters(AwsTags.ofEnvironment(environment), alive)
                        .maxResults(1000)
                        .build();
        return ec2.describeInstancesPaginator(request).reservations().stream()
                .map(Reservation::instances)
                .flatMap(List::stream)
                .map(Hosts::host)
                .sorted(
                        Comparator.comparing(Host::hostclass)
                                .thenComparing(Host::launched)
                                .thenComparing(Host::id))
                .toList();
    }

    private static Host host(Instance instance) {
        Tags tags = AwsTags.fromEc2(instance.tags());
        return new Host(
                instance.instanceId(),
                tags.values().getOrDefault(AwsTags.PART, ""),
                instance.state().nameAsString(),
                instance.privateIpAddress(),
                instance.publicIpAddress(),
                instance.placement().availabilityZone(),
                instance.instanceTypeAsString(),
                instance.launchTime(),
                instance.imageId());
    }
}
