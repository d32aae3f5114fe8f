package dev.sila.localcloud.service.ec2;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.BootModeType;
import software.amazon.awssdk.services.ec2.model.DiskInfo;
import software.amazon.awssdk.services.ec2.model.DiskType;
import software.amazon.awssdk.services.ec2.model.EbsEncryptionSupport;
import software.amazon.awssdk.services.ec2.model.EbsInfo;
import software.amazon.awssdk.services.ec2.model.EbsNvmeSupport;
import software.amazon.awssdk.services.ec2.model.EbsOptimizedSupport;
import software.amazon.awssdk.services.ec2.model.EnaSupport;
import software.amazon.awssdk.services.ec2.model.EphemeralNvmeSupport;
import software.amazon.awssdk.services.ec2.model.InstanceStorageEncryptionSupport;
import software.amazon.awssdk.services.ec2.model.InstanceStorageInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeHypervisor;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.MemoryInfo;
import software.amazon.awssdk.services.ec2.model.NetworkCardInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInfo;
import software.amazon.awssdk.services.ec2.model.PlacementGroupInfo;
import software.amazon.awssdk.services.ec2.model.PlacementGroupStrategy;
import software.amazon.awssdk.services.ec2.model.ProcessorInfo;
import software.amazon.awssdk.services.ec2.model.RootDeviceType;
import software.amazon.awssdk.services.ec2.model.UsageClassType;
import software.amazon.awssdk.services.ec2.model.VCpuInfo;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** What DescribeInstanceTypes tells of a size of a family. */
final class InstanceTypeRows {
    private InstanceTypeRows() {}

    /** m1.small, of the first generation, which is not described as the families are. */
    static InstanceTypeInfo first() {
        InstanceFamily family =
                new InstanceFamily(
                        "m1", ArchitectureType.X86_64, 0, List.of(), "burstable", 2.4, 0.175, 0);
        return previous(family, "small").toBuilder()
                .burstablePerformanceSupported(false)
                .memoryInfo(MemoryInfo.builder().sizeInMiB(1740L).build())
                .vCpuInfo(cpus(1, 1))
                .networkInfo(network(family, "small").networkPerformance("Low").build())
                .build();
    }

    /** A size of a family that AWS has put newer ones beside. */
    static InstanceTypeInfo previous(InstanceFamily family, String size) {
        return of(family, size).toBuilder()
                .currentGeneration(false)
                .hypervisor(InstanceTypeHypervisor.XEN)
                .ebsInfo(ebs(true))
                .build();
    }

    static InstanceTypeInfo of(InstanceFamily family, String size) {
        int cpus = family.cpus(size);
        boolean arm = family.architecture() == ArchitectureType.ARM64;
        boolean old = family.name().equals("t2");
        String name = family.name() + "." + size;
        return InstanceTypeInfo.builder()
                .instanceType(name)
                .currentGeneration(true)
                .freeTierEligible(name.equals("t2.micro") || name.equals("t3.micro"))
                .bareMetal(false)
                .burstablePerformanceSupported(family.burstable())
                .hypervisor(old ? InstanceTypeHypervisor.XEN : InstanceTypeHypervisor.NITRO)
                .instanceStorageSupported(family.diskGb() > 0)
                .instanceStorageInfo(family.diskGb() > 0 ? storage(family, size) : null)
                .supportedUsageClasses(UsageClassType.ON_DEMAND, UsageClassType.SPOT)
                .supportedRootDeviceTypes(RootDeviceType.EBS)
                .supportedVirtualizationTypes(VirtualizationType.HVM)
                .supportedBootModes(
                        arm
                                ? List.of(BootModeType.UEFI)
                                : List.of(BootModeType.LEGACY_BIOS, BootModeType.UEFI))
                .hibernationSupported(!arm)
                .dedicatedHostsSupported(!family.burstable())
                .autoRecoverySupported(true)
                .processorInfo(
                        ProcessorInfo.builder()
                                .supportedArchitectures(family.architecture())
                                .sustainedClockSpeedInGhz(family.ghz())
                                .manufacturer(manufacturer(family))
                                .build())
                .vCpuInfo(cpus(cpus, arm || cpus == 1 || old ? 1 : 2))
                .memoryInfo(MemoryInfo.builder().sizeInMiB(family.mib(size)).build())
                .ebsInfo(ebs(old))
                .networkInfo(network(family, size).build())
                .placementGroupInfo(groups(family))
                .build();
    }

    private static String manufacturer(InstanceFamily family) {
        if (family.architecture() == ArchitectureType.ARM64) {
            return "AWS";
        }
        return family.name().endsWith("a") ? "AMD" : "Intel";
    }

    static VCpuInfo cpus(int cpus, int threads) {
        return VCpuInfo.builder()
                .defaultVCpus(cpus)
                .defaultCores(cpus / threads)
                .defaultThreadsPerCore(threads)
                .build();
    }

    private static PlacementGroupInfo groups(InstanceFamily family) {
        List<PlacementGroupStrategy> anywhere =
                List.of(PlacementGroupStrategy.PARTITION, PlacementGroupStrategy.SPREAD);
        List<PlacementGroupStrategy> all =
                List.of(
                        PlacementGroupStrategy.CLUSTER,
                        PlacementGroupStrategy.PARTITION,
                        PlacementGroupStrategy.SPREAD);
        return PlacementGroupInfo.builder()
                .supportedStrategies(family.burstable() ? anywhere : all)
                .build();
    }

    private static EbsInfo ebs(boolean old) {
        return EbsInfo.builder()
                .ebsOptimizedSupport(
                        old ? EbsOptimizedSupport.UNSUPPORTED : EbsOptimizedSupport.DEFAULT)
                .encryptionSupport(EbsEncryptionSupport.SUPPORTED)
                .nvmeSupport(old ? EbsNvmeSupport.UNSUPPORTED : EbsNvmeSupport.REQUIRED)
                .build();
    }

    static NetworkInfo.Builder network(InstanceFamily family, String size) {
        boolean nitro = !List.of("t2", "m1", "m3").contains(family.name());
        return NetworkInfo.builder()
                .networkPerformance(family.bandwidth(size))
                .maximumNetworkInterfaces(family.interfaces(size))
                .maximumNetworkCards(1)
                .defaultNetworkCardIndex(0)
                .networkCards(
                        NetworkCardInfo.builder()
                                .networkCardIndex(0)
                                .networkPerformance(family.bandwidth(size))
                                .maximumNetworkInterfaces(family.interfaces(size))
                                .build())
                .ipv4AddressesPerInterface(family.addresses(size))
                .ipv6AddressesPerInterface(family.addresses(size))
                .ipv6Supported(true)
                .enaSupport(nitro ? EnaSupport.REQUIRED : EnaSupport.UNSUPPORTED)
                .efaSupported(false)
                .encryptionInTransitSupported(false);
    }

    /** One disk up to 2xlarge, two up to 12xlarge, four above. */
    private static InstanceStorageInfo storage(InstanceFamily family, String size) {
        double scale = family.scale(size);
        int count = scale <= 4 ? 1 : scale <= 24 ? 2 : 4;
        long total = Math.round(family.diskGb() * scale);
        return InstanceStorageInfo.builder()
                .totalSizeInGB(total)
                .disks(
                        DiskInfo.builder()
                                .count(count)
                                .sizeInGB(total / count)
                                .type(DiskType.SSD)
                                .build())
                .nvmeSupport(EphemeralNvmeSupport.REQUIRED)
                .encryptionSupport(InstanceStorageEncryptionSupport.REQUIRED)
                .build();
    }

    /** How many instance store disks a type has. */
    static int disks(InstanceTypeInfo type) {
        return type.instanceStorageInfo() == null
                ? 0
                : type.instanceStorageInfo().disks().stream()
                        .flatMapToInt(disk -> IntStream.of(disk.count()))
                        .sum();
    }
}
