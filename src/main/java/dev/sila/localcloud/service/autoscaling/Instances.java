package dev.sila.localcloud.service.autoscaling;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What groups need of EC2. Called under the local cloud's lock. */
public interface Instances {
    /** A launch template, found. */
    record Template(String id, String name) {}

    /**
     * An instance of a group.
     *
     * @param state AWS's name of it, such as {@code running}
     */
    record InstanceFacts(
            String id, String state, String zone, String instanceType, String imageId) {}

    /**
     * What to launch.
     *
     * @param version a number
     */
    record LaunchOrder(
            String templateId, String version, String subnetId, Map<String, String> tags) {}

    /**
     * Finds a launch template by identifier or name.
     *
     * @throws dev.sila.localcloud.AwsFailure when there is none, or not that version
     */
    Template template(@Nullable String id, @Nullable String name, String version);

    /** The number behind {@code $Latest}, {@code $Default} or a number. */
    String version(String templateId, String version);

    /**
     * Runs one instance.
     *
     * @return its identifier
     * @throws dev.sila.localcloud.AwsFailure as EC2 refuses
     */
    String launch(LaunchOrder order);

    void terminate(String instanceId);

    Optional<InstanceFacts> find(String instanceId);

    /** The zone of a subnet. */
    Optional<String> zoneOf(String subnetId);

    /** The subnet of a zone's default VPC. */
    Optional<String> defaultSubnet(String zone);
}
