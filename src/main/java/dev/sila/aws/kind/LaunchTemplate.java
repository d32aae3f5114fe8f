package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.Worded;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A launch template: what an instance of a hostclass is made from. Every change is a new version,
 * which becomes the default. Metadata always requires version 2 (IMDSv2) with a hop limit of 1.
 *
 * @param name {@code environment_hostclass}; unique in the account and region
 * @param imageId an image's identifier, or {@code resolve:ssm:NAME} for a public parameter
 * @param instanceProfile the profile that Sila made for the hostclass, if any
 * @param instanceProfileName a profile that exists already, by name; never together with
 *     instanceProfile
 * @param publicAddress whether the network interface gets a public address; null: as the subnet
 *     says
 * @param userData plain text; encoded on the wire
 * @param blockDevices disks beside what the image brings
 * @param detailedMonitoring whether CloudWatch gets figures each minute
 * @param instanceTags tags of instances and volumes launched from it
 */
public record LaunchTemplate(
        String name,
        String imageId,
        String instanceType,
        @Nullable Ref<InstanceProfile> instanceProfile,
        @Nullable String instanceProfileName,
        @Nullable String keyName,
        Set<Ref<SecurityGroup>> securityGroups,
        @Nullable Boolean publicAddress,
        String userData,
        List<BlockDevice> blockDevices,
        boolean detailedMonitoring,
        Tags instanceTags,
        Tags tags)
        implements Spec {

    /** A disk of an instance. */
    public sealed interface BlockDevice extends Worded {
        /** The device name, such as {@code /dev/sdb}. */
        String device();
    }

    /**
     * One EBS volume, deleted with its instance.
     *
     * @param sizeGiB its size in GiB
     * @param iops provisioned operations a second, or null for the type's base
     * @param snapshotId what it holds at first, or null for nothing
     */
    public record Volume(
            String device,
            int sizeGiB,
            String volumeType,
            @Nullable Integer iops,
            @Nullable String snapshotId)
            implements BlockDevice {
        @Override
        public String inWords() {
            return device
                    + " with "
                    + sizeGiB
                    + " GiB of "
                    + volumeType
                    + (iops == null ? "" : " at " + iops + " IOPS")
                    + (snapshotId == null ? "" : " from " + snapshotId);
        }
    }

    /**
     * A disk of the machine itself, which is lost with the instance.
     *
     * @param virtualName {@code ephemeral0} for the first
     */
    public record InstanceStore(String device, String virtualName) implements BlockDevice {
        @Override
        public String inWords() {
            return device + " with the instance store " + virtualName;
        }
    }
}
