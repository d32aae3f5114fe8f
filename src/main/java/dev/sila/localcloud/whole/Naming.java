package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.acm.Acm;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.route53.Route53;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;

/** The services that give hosts their names and prove them: Route 53 and ACM. */
record Naming(Route53 route53, Acm acm, BalancerNames balancers) {
    /** Adds them. Load balancers make themselves known to the answer's {@code balancers}. */
    static Naming join(Foundation foundation, Assembly assembly, Ec2 ec2) {
        BalancerNames balancers = new BalancerNames(foundation.realm());
        Route53 route53 = new Route53(foundation, vpcId -> hasVpc(ec2, vpcId), balancers);
        Acm acm = new Acm(foundation, name -> route53.publicValues(name, "CNAME"), balancers);
        assembly.service(route53.service())
                .service(acm.service())
                .count("hostedZones", route53::zones)
                .count("certificates", acm::certificates);
        return new Naming(route53, acm, balancers);
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
