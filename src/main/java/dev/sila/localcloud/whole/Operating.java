package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.cloudtrail.CloudTrail;
import dev.sila.localcloud.service.cloudtrail.Identities;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.servicequotas.ServiceQuotas;
import dev.sila.localcloud.service.ssm.Ssm;
import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.DirectCalls;
import dev.sila.localcloud.wire.Interceptor;
import dev.sila.localcloud.wire.ModelRules;
import java.util.Map;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The services that operate the others: Systems Manager, CloudTrail, Service Quotas. */
final class Operating {
    private static final Map<String, String> CHECKED =
            Map.of(
                    "ssm", "ValidationException",
                    "cloudtrail", "ValidationException",
                    "servicequotas", "ValidationException",
                    "acm", "ValidationException",
                    "logs", "InvalidParameterException",
                    "route53", "InvalidInput");

    private Operating() {}

    /** Adds them; CloudTrail then sees the calls of all services. */
    static void join(Foundation foundation, Assembly assembly, Ec2 ec2, Iam iam) {
        DirectCalls plain =
                new DirectCalls(assembly::services, Interceptor.NONE, "ssm.amazonaws.com");
        CloudTrail trail = new CloudTrail(foundation, caller -> identity(plain, caller));
        DirectCalls recorded =
                new DirectCalls(assembly::services, trail.recorder(), "ssm.amazonaws.com");
        Ssm ssm =
                new Ssm(
                        foundation,
                        new SystemsInstances(ec2, iam, plain),
                        new SimulatedCommands(foundation.timeline()),
                        (service, action, inputs) -> recorded.call(service, action, inputs),
                        ec2::imageParameters);
        assembly.service(ssm.service())
                .service(trail.service())
                .service(new ServiceQuotas(foundation).service())
                .interceptor(new ModelRules(CHECKED))
                .interceptor(trail.recorder())
                .count("commands", ssm::commands)
                .count("automations", ssm::automations)
                .count("events", trail::events);
    }

    /** Whom STS says the caller is; nobody but root for what it does not know. */
    private static Identities.Identity identity(DirectCalls calls, Caller caller) {
        try {
            GetCallerIdentityResponse found =
                    (GetCallerIdentityResponse)
                            calls.call(
                                    "sts",
                                    "GetCallerIdentity",
                                    GetCallerIdentityRequest.builder().build(),
                                    caller);
            return new Identities.Identity(found.userId(), found.arn());
        } catch (AwsFailure unknown) {
            return new Identities.Identity("", "");
        }
    }
}
