package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.ssm.Ssm;
import dev.sila.localcloud.wire.DirectCalls;
import dev.sila.localcloud.wire.Interceptor;
import dev.sila.localcloud.wire.ModelRules;
import java.util.Set;

/** The services that operate the others: Systems Manager, CloudTrail, Service Quotas. */
final class Operating {
    private Operating() {}

    /** Adds them; CloudTrail then sees the calls of all services. */
    static void join(Foundation foundation, Assembly assembly, Ec2 ec2, Iam iam) {
        DirectCalls calls =
                new DirectCalls(assembly::services, Interceptor.NONE, "ssm.amazonaws.com");
        Ssm ssm =
                new Ssm(
                        foundation,
                        new SystemsInstances(ec2, iam, calls),
                        new SimulatedCommands(foundation.timeline()),
                        calls::call,
                        ec2::imageParameters);
        assembly.service(ssm.service())
                .interceptor(new ModelRules(Set.of("ssm", "cloudtrail", "servicequotas")))
                .count("commands", ssm::commands)
                .count("automations", ssm::automations);
    }
}
