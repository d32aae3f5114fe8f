package dev.sila.localcloud.service.autoscaling;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

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
            String id,
            String state,
            String zone,
            String instanceType,
            String imageId,
            boolean spot) {}

    /**
     * Where the settings of an instance come from: a version of a launch template, by its number,
     * or a launch configuration.
     */
    record Source(
            @Nullable String templateId,
            @Nullable String version,
            @Nullable LaunchConfiguration configuration) {}

    /**
     * What to launch.
     *
     * @param instanceType instead of the source's own; null for that
     * @param spot whether to ask for a Spot Instance
     * @param maxPrice the most to pay for a Spot Instance by the hour; null for the on-demand price
     */
    record LaunchOrder(
            Source source,
            String subnetId,
            Map<String, String> tags,
            @Nullable String instanceType,
            boolean spot,
            @Nullable String maxPrice) {}

    /**
     * Finds a launch template by identifier or name.
     *
     * @throws dev.sila.localcloud.AwsFailure when there is none, or not that version
     */
    Template template(@Nullable String id, @Nullable String name, String version);

    /** The number behind {@code $Latest}, {@code $Default} or a number. */
    String version(String templateId, String version);

    /** The image that an order's instance would have. */
    String image(LaunchOrder order);

    /**
     * Does everything that a launch does, except to launch.
     *
     * @throws dev.sila.localcloud.AwsFailure as EC2 would refuse
     */
    void check(LaunchOrder order);

    /**
     * Runs one instance.
     *
     * @return its identifier
     * @throws dev.sila.localcloud.AwsFailure as EC2 refuses
     */
    String launch(LaunchOrder order);

    void terminate(String instanceId);

    Optional<InstanceFacts> find(String instanceId);

    /** Sets tags, AWS's own ones too. */
    void tag(String instanceId, Map<String, String> tags);

    /** Takes one of AWS's own tags away. */
    void untag(String instanceId, String key);

    /** The zone of a subnet. */
    Optional<String> zoneOf(String subnetId);

    /** The VPC of a subnet. */
    Optional<String> vpcOf(String subnetId);

    /** The subnet of a zone's default VPC. */
    Optional<String> defaultSubnet(String zone);
}
