package dev.sila.localcloud.service.ec2;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.DiskInfo;
import software.amazon.awssdk.services.ec2.model.DiskType;
import software.amazon.awssdk.services.ec2.model.EphemeralNvmeSupport;
import software.amazon.awssdk.services.ec2.model.InstanceStorageInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.MemoryInfo;

/**
 * The sizes of m3, with disks that an image or a launch must ask for. Source: Amazon EC2 instance
 * types, "Previous generation instances".
 *
 * @param price an hour on demand, in US dollars
 */
record ThirdGeneration(
        String size, int cpus, long mib, int disks, int diskGb, String network, double price) {
    static Stream<ThirdGeneration> all() {
        return Stream.of(
                new ThirdGeneration("medium", 1, 3840, 1, 4, "Moderate", 0.067),
                new ThirdGeneration("large", 2, 7680, 1, 32, "Moderate", 0.133),
                new ThirdGeneration("xlarge", 4, 15360, 2, 40, "High", 0.266),
                new ThirdGeneration("2xlarge", 8, 30720, 2, 80, "High", 0.532));
    }

    InstanceTypeInfo row() {
        InstanceFamily family =
                new InstanceFamily(
                        "m3", ArchitectureType.X86_64, 4, List.of(), "fifth", 2.5, 0.133, 0);
        return InstanceTypeRows.previous(family, size).toBuilder()
                .memoryInfo(MemoryInfo.builder().sizeInMiB(mib).build())
                .vCpuInfo(InstanceTypeRows.cpus(cpus, cpus == 1 ? 1 : 2))
                .networkInfo(
                        InstanceTypeRows.network(family, size).networkPerformance(network).build())
                .instanceStorageSupported(true)
                .instanceStorageInfo(
                        InstanceStorageInfo.builder()
                                .totalSizeInGB((long) disks * diskGb)
                                .disks(
                                        DiskInfo.builder()
                                                .count(disks)
                                                .sizeInGB((long) diskGb)
                                                .type(DiskType.SSD)
                                                .build())
                                .nvmeSupport(EphemeralNvmeSupport.UNSUPPORTED)
                                .build())
                .build();
    }
}
