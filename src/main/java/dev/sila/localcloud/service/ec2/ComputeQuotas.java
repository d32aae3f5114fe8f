package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.Quota;
import java.util.List;

/** What an account may run in one region (EC2 user guide, "Amazon EC2 service quotas"). */
public final class ComputeQuotas {
    /** Virtual CPUs of all standard instances that run. */
    public static final Quota VCPUS =
            new Quota(
                    "ec2",
                    "L-1216C47A",
                    "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
                    5,
                    true);

    /** Virtual CPUs of all standard instances that run on spare capacity. */
    public static final Quota SPOT_VCPUS =
            new Quota(
                    "ec2",
                    "L-34B43A08",
                    "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests",
                    5,
                    true);

    private ComputeQuotas() {}

    static List<Quota> all() {
        return List.of(VCPUS, SPOT_VCPUS);
    }
}
