package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeHypervisor;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.MemoryInfo;
import software.amazon.awssdk.services.ec2.model.ProcessorInfo;
import software.amazon.awssdk.services.ec2.model.RootDeviceType;
import software.amazon.awssdk.services.ec2.model.UsageClassType;
import software.amazon.awssdk.services.ec2.model.VCpuInfo;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** The instance types that the local cloud offers, with AWS's sizes. */
public final class InstanceTypes {
    /** What RunInstances takes if nothing is asked for (EC2 API reference, RunInstances). */
    static final String STANDARD = "m1.small";

    private final List<InstanceTypeInfo> all = new ArrayList<>();
    private final FieldFilters filters =
            new FieldFilters(
                    InstanceTypeInfo.builder(),
                    Map.of(
                            "vcpu-info.*", "v-cpu-info",
                            "memory-info.size-in-mib", "memory-info.size-in-mi-b",
                            "processor-info.supported-architecture",
                                    "processor-info.supported-architectures"));

    InstanceTypes() {
        add(STANDARD, 1, 1740, false);
        burstable("t2", 1, false);
        burstable("t3", 2, false);
        burstable("t3a", 2, false);
        burstable("t4g", 2, true);
        for (String family : List.of("m5", "m5a", "m6i", "m7i")) {
            sizes(family, 4, false);
        }
        sizes("m6g", 4, true);
        sizes("m7g", 4, true);
        for (String family : List.of("r5", "r6i")) {
            sizes(family, 8, false);
        }
        sizes("c6i", 2, false);
        sizes("c7g", 2, true);
        add("c5.large", 2, 4096, false);
        add("c5.xlarge", 4, 8192, false);
        add("c5.2xlarge", 8, 16384, false);
        add("c5.4xlarge", 16, 32768, false);
        add("c5.9xlarge", 36, 73728, false);
    }

    /** The T families: memory doubles from nano, processors from large on. */
    private void burstable(String family, int fewest, boolean arm) {
        add(family + ".nano", fewest, 512, arm);
        add(family + ".micro", fewest, 1024, arm);
        add(family + ".small", fewest, 2048, arm);
        add(family + ".medium", 2, 4096, arm);
        add(family + ".large", 2, 8192, arm);
        add(family + ".xlarge", 4, 16384, arm);
        add(family + ".2xlarge", 8, 32768, arm);
    }

    private void sizes(String family, int gibPerCpu, boolean arm) {
        add(family + ".large", 2, 2L * gibPerCpu * 1024, arm);
        add(family + ".xlarge", 4, 4L * gibPerCpu * 1024, arm);
        add(family + ".2xlarge", 8, 8L * gibPerCpu * 1024, arm);
        add(family + ".4xlarge", 16, 16L * gibPerCpu * 1024, arm);
        add(family + ".8xlarge", 32, 32L * gibPerCpu * 1024, arm);
    }

    private void add(String name, int cpus, long mib, boolean arm) {
        int threads = arm || cpus == 1 ? 1 : 2;
        all.add(
                InstanceTypeInfo.builder()
                        .instanceType(name)
                        .currentGeneration(!name.startsWith("m1.") && !name.startsWith("t2."))
                        .bareMetal(false)
                        .burstablePerformanceSupported(name.startsWith("t"))
                        .hypervisor(InstanceTypeHypervisor.NITRO)
                        .instanceStorageSupported(false)
                        .supportedUsageClasses(UsageClassType.ON_DEMAND)
                        .supportedRootDeviceTypes(RootDeviceType.EBS)
                        .supportedVirtualizationTypes(VirtualizationType.HVM)
                        .processorInfo(
                                ProcessorInfo.builder()
                                        .supportedArchitectures(
                                                arm
                                                        ? ArchitectureType.ARM64
                                                        : ArchitectureType.X86_64)
                                        .build())
                        .vCpuInfo(
                                VCpuInfo.builder()
                                        .defaultVCpus(cpus)
                                        .defaultCores(cpus / threads)
                                        .defaultThreadsPerCore(threads)
                                        .build())
                        .memoryInfo(MemoryInfo.builder().sizeInMiB(mib).build())
                        .build());
    }

    /** The type of that name, or EC2's refusal. */
    InstanceTypeInfo named(@Nullable String name) {
        String wanted = name == null ? STANDARD : name;
        return all.stream()
                .filter(type -> type.instanceTypeAsString().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> Refusals.invalid("Invalid value '" + wanted + "' for InstanceType."));
    }

    public DescribeInstanceTypesResponse describeInstanceTypes(
            DescribeInstanceTypesRequest request) {
        List<String> wanted = request.instanceTypesAsStrings();
        if (!wanted.isEmpty() && request.maxResults() != null) {
            throw Refusals.combination(
                    "The parameter instanceTypes cannot be used with the parameter maxResults");
        }
        Stream<InstanceTypeInfo> chosen =
                wanted.isEmpty() ? all.stream() : wanted.stream().map(this::named);
        Page<InstanceTypeInfo> page =
                new Pages(5, 100)
                        .page(
                                Table.matching(chosen, request.filters(), filters).toList(),
                                InstanceTypeInfo::instanceTypeAsString,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
