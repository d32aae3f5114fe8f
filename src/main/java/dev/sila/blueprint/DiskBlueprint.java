package dev.sila.blueprint;

import dev.sila.aws.kind.LaunchTemplate.BlockDevice;
import dev.sila.aws.kind.LaunchTemplate.InstanceStore;
import dev.sila.aws.kind.LaunchTemplate.Volume;
import dev.sila.model.InstanceStores;
import dev.sila.model.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The disks of a hostclass's hosts: the root volume, then from {@code /dev/sdb} on the newest
 * snapshot of the hostclass, the extra disk, and the disks of the machine itself.
 */
final class DiskBlueprint {
    /** The least size of a root volume to which {@code extra_space} is added, in GiB. */
    private static final int ROOT_GIB = 8;

    /** What every gp3 volume has, and the least that may be asked of one. */
    private static final int BASE_IOPS = 3000;

    private static final String VOLUME_TYPE = "gp3";

    private final List<BlockDevice> devices = new ArrayList<>();
    private char letter = 'b';

    private DiskBlueprint() {}

    static List<BlockDevice> of(Pipeline.Row row, List<String> instanceTypes, FleetFacts facts) {
        DiskBlueprint disks = new DiskBlueprint();
        disks.root(row, facts.image());
        Integer iops = row.iops();
        Integer provisioned = iops != null && iops > BASE_IOPS ? iops : null;
        FleetFacts.Snapshot snapshot = facts.snapshot();
        if (snapshot != null) {
            disks.volume(snapshot.sizeGiB(), provisioned, snapshot.id());
        }
        if (row.extraDisk() > 0) {
            disks.volume(row.extraDisk(), provisioned, null);
        }
        int stores = InstanceStores.commonTo(instanceTypes);
        for (int i = 0; i < stores; i++) {
            disks.devices.add(new InstanceStore(disks.next(), "ephemeral" + i));
        }
        return List.copyOf(disks.devices);
    }

    /** One whose image nobody knows more of is left as the image has it. */
    private void root(Pipeline.Row row, FleetFacts.Image image) {
        boolean known = image.rootGiB() > 0;
        if (known || row.extraSpace() > 0) {
            int size = Math.max(image.rootGiB(), ROOT_GIB) + row.extraSpace();
            devices.add(new Volume(image.rootDevice(), size, VOLUME_TYPE, null, null));
        }
    }

    private void volume(int size, @Nullable Integer iops, @Nullable String snapshot) {
        devices.add(new Volume(next(), size, VOLUME_TYPE, iops, snapshot));
    }

    private String next() {
        String device = "/dev/sd" + letter;
        letter++;
        return device;
    }
}
