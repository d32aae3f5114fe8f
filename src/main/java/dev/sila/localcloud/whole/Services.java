package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.Quotas;
import dev.sila.localcloud.machine.LoopbackAddresses;
import dev.sila.localcloud.machine.Ports;
import dev.sila.localcloud.machine.SimulatedMachines;
import dev.sila.localcloud.service.Certificates;
import dev.sila.localcloud.service.access.CredentialCheck;
import dev.sila.localcloud.service.access.Enforcement;
import dev.sila.localcloud.service.access.Surroundings;
import dev.sila.localcloud.service.autoscaling.AutoScaling;
import dev.sila.localcloud.service.cloudwatch.CloudWatch;
import dev.sila.localcloud.service.ec2.ComputeQuotas;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.ec2.NetworkQuotas;
import dev.sila.localcloud.service.elb.ClassicBalancing;
import dev.sila.localcloud.service.elbv2.LoadBalancing;
import dev.sila.localcloud.service.eventbridge.EventBridge;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.AuthorizationMessages;
import dev.sila.localcloud.service.s3.S3;
import dev.sila.localcloud.service.sns.Sns;
import dev.sila.localcloud.service.sqs.Sqs;
import dev.sila.localcloud.service.sts.Sts;
import dev.sila.localcloud.traffic.Balancers;
import dev.sila.localcloud.traffic.NetworkProbe;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;

/** Every service that the local cloud has, put together. A new one is some lines here. */
public final class Services {
    private Services() {}

    /** The builder with all services, and machines that answer on loopback addresses. */
    public static LocalCloud.Builder all(LocalCloud.Builder builder) {
        return builder.with((foundation, assembly) -> join(foundation, assembly, false));
    }

    /** The same, and every call is decided by the caller's policies, as on AWS. */
    public static LocalCloud.Builder enforcing(LocalCloud.Builder builder) {
        return builder.with((foundation, assembly) -> join(foundation, assembly, true));
    }

    private static void join(Foundation foundation, Assembly assembly, boolean enforced) {
        LoopbackAddresses addresses = LoopbackAddresses.claim();
        Ports ports = Ports.ofThisProcess();
        SimulatedMachines machines = new SimulatedMachines(addresses, ports);
        Balancers balancers =
                new Balancers(
                        foundation.timeline(),
                        addresses,
                        ports,
                        new NetworkProbe(foundation.lock(), ports));
        grow(foundation.quotas());
        Iam iam = new Iam(foundation);
        CloudWatch cloudWatch = new CloudWatch(foundation);
        Sqs sqs = new Sqs(foundation);
        Sns sns = new Sns(foundation, new TopicQueues(sqs));
        EventBridge eventBridge = new EventBridge(foundation, new EventTargets(sqs, sns));
        Ec2 ec2 = new Ec2(foundation, machines, name -> profile(iam, name));
        BalancerNetwork network = new BalancerNetwork(ec2);
        BalancerTargets targets = new BalancerTargets(ec2, machines);
        Certificates certificates = new ServerCertificates(iam);
        LoadBalancing balancing =
                new LoadBalancing(foundation, balancers, network, targets, certificates);
        ClassicBalancing classic =
                new ClassicBalancing(foundation, balancers, network, targets, certificates);
        AutoScaling scaling =
                new AutoScaling(
                        foundation,
                        new GroupInstances(ec2),
                        balancing.targetGroups(),
                        new GroupBalancers(classic.balancers()),
                        new PolicyAlarms(cloudWatch));
        assembly.page(sns.certificate()).closing(sns);
        AuthorizationMessages messages = new AuthorizationMessages();
        Sts sts = new Sts(foundation, iam, messages, enforced);
        Surroundings account = new AccountSurroundings(iam, sts, ec2);
        if (enforced) {
            assembly.interceptor(new Enforcement(foundation, account, messages));
        }
        assembly.interceptor(new CredentialCheck(account));
        S3 s3 = new S3(foundation);
        assembly.closing(addresses).closing(machines).closing(balancers);
        assembly.service(iam.service())
                .service(sts.service())
                .service(cloudWatch.service())
                .service(sqs.service())
                .service(sns.service())
                .service(eventBridge.service())
                .service(ec2.service())
                .service(balancing.service())
                .service(classic.service())
                .service(scaling.service())
                .service(s3.service());
        Operating.join(foundation, assembly, ec2, iam);
        assembly.count("roles", iam::roles)
                .count("instanceProfiles", iam::instanceProfiles)
                .count("buckets", s3::buckets)
                .count("alarms", cloudWatch::alarms)
                .count("metrics", cloudWatch::metrics)
                .count("queues", sqs::queues)
                .count("topics", sns::topics)
                .count("rules", eventBridge::rules)
                .addresses("balancers", () -> reached(balancers))
                .addresses("machines", machines::listening);
    }

    /** Grants what a team with a fleet has had raised. */
    private static void grow(Quotas quotas) {
        quotas.grant(NetworkQuotas.VPCS, 100);
        quotas.grant(NetworkQuotas.INTERNET_GATEWAYS, 100);
        quotas.grant(NetworkQuotas.ADDRESSES, 100);
        quotas.grant(NetworkQuotas.VPN_GATEWAYS, 100);
        quotas.grant(ComputeQuotas.VCPUS, 100_000);
        quotas.grant(ComputeQuotas.SPOT_VCPUS, 100_000);
    }

    /** Where each listener is really reached, by balancer and port. */
    private static Map<String, String> reached(Balancers balancers) {
        Map<String, String> reached = new TreeMap<>();
        balancers
                .listening()
                .forEach(each ->
                        reached.put(
                                each.balancer() + ":" + each.port(),
                                each.address() + ":" + each.actualPort()));
        return reached;
    }

    private static Optional<IamInstanceProfile> profile(Iam iam, String nameOrArn) {
        return iam.instanceProfile(nameOrArn)
                .map(each -> IamInstanceProfile.builder().arn(each.arn()).id(each.id()).build());
    }
}
