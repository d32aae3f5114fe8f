package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.autoscaling.AutoScaling;
import dev.sila.localcloud.service.cloudwatch.CloudWatch;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.elb.ClassicBalancing;
import dev.sila.localcloud.service.elbv2.LoadBalancing;
import dev.sila.localcloud.service.iam.Iam;
import java.util.Map;
import java.util.function.Function;

/** The services that keep hosts serving: load balancers of both generations, and groups. */
final class Fleet {
    private Fleet() {}

    /**
     * Adds them.
     *
     * @return the tags of what they keep, by ARN, for each service
     */
    static Map<String, Function<String, Map<String, String>>> join(
            Foundation foundation,
            Assembly assembly,
            Ground ground,
            Iam iam,
            Ec2 ec2,
            CloudWatch cloudWatch,
            Naming naming) {
        BalancerNetwork network = new BalancerNetwork(ec2);
        BalancerTargets targets = new BalancerTargets(ec2, ground.machines());
        ServerCertificates certificates = new ServerCertificates(iam, naming.acm());
        LoadBalancing balancing =
                new LoadBalancing(foundation, ground.balancers(), network, targets, certificates);
        ClassicBalancing classic =
                new ClassicBalancing(
                        foundation, ground.balancers(), network, targets, certificates);
        AutoScaling scaling =
                new AutoScaling(
                        foundation,
                        new GroupInstances(ec2),
                        balancing.targetGroups(),
                        new GroupBalancers(classic.balancers()),
                        new PolicyAlarms(cloudWatch));
        naming.balancers().add(balancing::names, balancing::usersOfCertificate);
        naming.balancers().add(classic::names, classic::usersOfCertificate);
        assembly.service(balancing.service()).service(classic.service()).service(scaling.service());
        return Map.of(
                "elasticloadbalancing",
                arn -> isClassic(arn) ? classic.tags(arn) : balancing.tags(arn),
                "autoscaling",
                scaling::tags);
    }

    /** The ARNs of the second generation have the balancer's type before its name. */
    private static boolean isClassic(String arn) {
        return arn.contains(":loadbalancer/") && arn.indexOf('/') == arn.lastIndexOf('/');
    }
}
