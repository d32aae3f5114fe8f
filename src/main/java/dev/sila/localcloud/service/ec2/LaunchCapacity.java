package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** How many virtual processors the account may still run, on demand and on spare capacity. */
final class LaunchCapacity {
    private static final Set<InstanceStateName> USING =
            Set.of(InstanceStateName.PENDING, InstanceStateName.RUNNING);

    private final Store store;
    private final InstanceTypes types;

    LaunchCapacity(Store store, InstanceTypes types) {
        this.store = store;
        this.types = types;
    }

    /**
     * How many instances of the type may be added.
     *
     * @param least the least number that is of use
     * @throws AwsFailure {@code VcpuLimitExceeded} or {@code MaxSpotInstanceCountExceeded} if it is
     *     less than that
     */
    int left(InstanceTypeInfo type, boolean spot, int least) {
        int limit = store.quota(spot ? ComputeQuotas.SPOT_VCPUS : ComputeQuotas.VCPUS);
        int left = (limit - used(spot)) / type.vCpuInfo().defaultVCpus();
        if (left < least && spot) {
            throw new AwsFailure(
                    "MaxSpotInstanceCountExceeded", "Max spot instance count exceeded");
        }
        if (left < least) {
            throw new AwsFailure(
                    "VcpuLimitExceeded",
                    "You have requested more vCPU capacity than your current vCPU limit of %d allows for the instance bucket that the specified instance type belongs to."
                            .formatted(limit));
        }
        return left;
    }

    private int used(boolean spot) {
        return store.instances()
                .rows()
                .filter(row -> USING.contains(row.state().name()) && spot(row) == spot)
                .mapToInt(row -> types.named(row.instanceTypeAsString()).vCpuInfo().defaultVCpus())
                .sum();
    }

    static boolean spot(Instance instance) {
        return instance.instanceLifecycle() == InstanceLifecycleType.SPOT;
    }
}
