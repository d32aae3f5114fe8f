package dev.sila.aws;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** The instances of an environment. */
public final class Hosts {
    private static final int PAGE = 1000;

    private final Ec2Client ec2;

    public Hosts(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * One instance.
     *
     * @param hostclass its tag {@code hostclass}; empty if it has none
     * @param group the autoscaling group that launched it; empty if none did
     */
    public record Host(
            String instanceId,
            String hostclass,
            String group,
            String state,
            @Nullable String privateAddress,
            @Nullable String publicAddress,
            String zone,
            String instanceType,
            String imageId,
            Instant launched) {}

    /**
     * The instances that carry the environment's tag, by hostclass and identifier, without
     * terminated ones.
     */
    public List<Host> of(String environment) {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder()
                        .filters(
                                AwsTags.ofEnvironment(environment),
                                Filter.builder()
                                        .name("instance-state-name")
                                        .values(
                                                "pending",
                                                "running",
                                                "shutting-down",
                                                "stopping",
                                                "stopped")
                                        .build())
                        .maxResults(PAGE)
                        .build();
        return ec2.describeInstancesPaginator(request).reservations().stream()
                .flatMap(each -> each.instances().stream())
                .map(Hosts::host)
                .sorted(Comparator.comparing(Host::hostclass).thenComparing(Host::instanceId))
                .toList();
    }

    private static Host host(Instance instance) {
        Map<String, String> tags = AwsTags.fromEc2(instance.tags()).values();
        return new Host(
                instance.instanceId(),
                tags.getOrDefault("hostclass", ""),
                tags.getOrDefault("aws:autoscaling:groupName", ""),
                instance.state().nameAsString(),
                instance.privateIpAddress(),
                instance.publicIpAddress(),
                instance.placement().availabilityZone(),
                instance.instanceTypeAsString(),
                instance.imageId(),
                instance.launchTime());
    }

    /** Ends an instance. Its group, if it has one, replaces it. */
    public void terminate(String instanceId) {
        ec2.terminateInstances(TerminateInstancesRequest.builder().instanceIds(instanceId).build());
    }
}
