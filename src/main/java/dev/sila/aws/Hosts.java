package dev.sila.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** The instances of an environment. */
public final class Hosts {
    private static final int PAGE = 1000;

    /** AWS: "we recommend that you break up such a request into smaller batches". */
    private static final int BATCH = 100;

    private final Ec2Client ec2;

    public Hosts(Ec2Client ec2) {
        this.ec2 = ec2;
    }

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
        return new Host(
                instance.instanceId(),
                instance.state().nameAsString(),
                instance.privateIpAddress(),
                instance.publicIpAddress(),
                Objects.requireNonNullElse(instance.privateDnsName(), ""),
                instance.placement().availabilityZone(),
                instance.instanceTypeAsString(),
                instance.imageId(),
                instance.launchTime(),
                instance.securityGroups().stream().map(GroupIdentifier::groupName).toList(),
                AwsTags.fromEc2(instance.tags()).values());
    }

    /** Ends an instance. Its group, if it has one, replaces it. */
    public void terminate(String instanceId) {
        terminate(List.of(instanceId));
    }

    /** Ends instances. Those that are ended already are left alone. Groups replace theirs. */
    public void terminate(Collection<String> ids) {
        inBatches(
                ids,
                batch ->
                        ec2.terminateInstances(
                                TerminateInstancesRequest.builder().instanceIds(batch).build()));
    }

    /** Stops instances. A group takes a stopped one for unhealthy, ends and replaces it. */
    public void stop(Collection<String> ids) {
        inBatches(
                ids,
                batch ->
                        ec2.stopInstances(
                                StopInstancesRequest.builder().instanceIds(batch).build()));
    }

    /** Starts stopped instances. */
    public void start(Collection<String> ids) {
        inBatches(
                ids,
                batch ->
                        ec2.startInstances(
                                StartInstancesRequest.builder().instanceIds(batch).build()));
    }

    /** Sets tags on instances and takes others away. */
    public void tag(Collection<String> ids, Map<String, String> set, Collection<String> removed) {
        List<Tag> values = new ArrayList<>();
        set.forEach((key, value) -> values.add(Tag.builder().key(key).value(value).build()));
        List<Tag> keys = removed.stream().map(each -> Tag.builder().key(each).build()).toList();
        inBatches(
                ids,
                batch -> {
                    if (!values.isEmpty()) {
                        ec2.createTags(
                                CreateTagsRequest.builder().resources(batch).tags(values).build());
                    }
                    if (!keys.isEmpty()) {
                        ec2.deleteTags(
                                DeleteTagsRequest.builder().resources(batch).tags(keys).build());
                    }
                });
    }

    /** When these images were made; without those that are gone or not to be seen. */
    public Map<String, Instant> imageDates(Collection<String> imageIds) {
        Map<String, Instant> dates = new HashMap<>();
        inBatches(
                imageIds,
                batch -> {
                    Filter named = Filter.builder().name("image-id").values(batch).build();
                    DescribeImagesRequest request =
                            DescribeImagesRequest.builder().filters(named).build();
                    for (Image each : ec2.describeImagesPaginator(request).images()) {
                        dates.put(each.imageId(), Instant.parse(each.creationDate()));
                    }
                });
        return dates;
    }

    /** What an instance wrote to its console when it booted; empty before AWS has it. */
    public String console(String instanceId) {
        String output =
                ec2.getConsoleOutput(
                                GetConsoleOutputRequest.builder().instanceId(instanceId).build())
                        .output();
        return output == null
                ? ""
                : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8);
    }

    private static void inBatches(Collection<String> ids, Consumer<List<String>> call) {
        ids.stream().distinct().sorted().gather(Gatherers.windowFixed(BATCH)).forEach(call);
    }
}
