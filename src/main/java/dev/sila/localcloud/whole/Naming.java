package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.route53.Route53;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;

/** The services that give hosts their names and prove them: Route 53. */
record Naming(Route53 route53, BalancerNames balancers) {
    /** Adds them. Load balancers make their names known to the answer's {@code balancers}. */
    static Naming join(Foundation foundation, Assembly assembly, Ec2 ec2) {
        BalancerNames balancers = new BalancerNames(foundation.realm());
        Route53 route53 = new Route53(foundation, vpcId -> hasVpc(ec2, vpcId), balancers);
        assembly.service(route53.service()).count("hostedZones", route53::zones);
        return new Naming(route53, balancers);
    }

    private static boolean hasVpc(Ec2 ec2, String vpcId) {
        try {
            ec2.vpcs().describeVpcs(DescribeVpcsRequest.builder().vpcIds(vpcId).build());
            return true;
        } catch (AwsFailure unknown) {
            return false;
        }
    }
}
