package dev.sila.localcloud.service.ec2;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What a Linux machine writes on its console while it boots. */
final class Console {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Console() {}

    /**
     * The lines of the last boot.
     *
     * @param system the image's description
     */
    static String booted(Instance instance, String system, Instant at) {
        String host = String.valueOf(instance.privateDnsName()).split("\\.", 2)[0];
        String architecture = instance.architectureAsString();
        String kernel = system.startsWith("Amazon Linux 2023") ? "6.1.158" : "5.10.245";
        return """
        [    0.000000] Linux version %3$s (%2$s) #1 SMP
        [    0.000000] DMI: Amazon EC2 %4$s/, BIOS 1.0 10/16/2017
        [    0.000000] Hypervisor detected: KVM
        [    1.204112] nvme nvme0: pci function 0000:00:04.0
        [    1.698234] ena 0000:00:05.0: Elastic Network Adapter (ENA) found
        [    3.041877] systemd[1]: Hostname set to <%1$s>.
        [    5.210046] cloud-init[1550]: Cloud-init running 'init' at %5$s. Up 5.21 seconds.
        ci-info: | ens5 | True | %6$s | . |
        [    7.902381] cloud-init[1702]: Cloud-init running 'modules:final' at %5$s. Up 7.90 seconds.
        Cloud-init finished. Datasource DataSourceEc2. Instance %7$s.

        %8$s
        Kernel %3$s on an %2$s (ttyS0)

        %1$s login:\
        """
                .formatted(
                        host,
                        architecture,
                        kernel,
                        instance.instanceTypeAsString(),
                        DAY.format(at),
                        String.valueOf(instance.privateIpAddress()),
                        instance.instanceId(),
                        system);
    }
}
