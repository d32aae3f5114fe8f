package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.Quotas;
import dev.sila.localcloud.service.cloudwatch.CloudWatch;
import dev.sila.localcloud.service.ec2.ComputeQuotas;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.ec2.NetworkQuotas;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.logs.Logs;
import dev.sila.localcloud.service.s3.S3;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
        grow(foundation.quotas());
        Ground ground = Ground.claim(foundation, assembly);
        Iam iam = new Iam(foundation);
        Messaging messaging = Messaging.join(foundation, assembly);
        Ec2 ec2 = new Ec2(foundation, ground.machines(), name -> profile(iam, name));
        BootScripts.join(foundation, ec2);
        CloudWatch cloudWatch = new CloudWatch(foundation, new AlarmActions(messaging.sns(), ec2));
        S3 s3 = new S3(foundation);
        Logs logs = new Logs(foundation, cloudWatch::measured);
        assembly.service(ec2.service())
                .service(cloudWatch.service())
                .service(logs.service())
                .service(s3.service())
                .count("alarms", cloudWatch::alarms)
                .count("metrics", cloudWatch::metrics)
                .count("logGroups", logs::groups)
                .count("buckets", s3::buckets);
        Naming naming = Naming.join(foundation, assembly, ec2);
        Map<String, Function<String, Map<String, String>>> tags =
                new HashMap<>(
                        Fleet.join(foundation, assembly, ground, iam, ec2, cloudWatch, naming));
        tags.put("acm", naming.acm()::tags);
        tags.put("route53", naming.route53()::tags);
        tags.put("cloudwatch", cloudWatch::tags);
        tags.put("logs", logs::tags);
        tags.put("sns", messaging.sns()::tags);
        Access.join(foundation, assembly, new AccountSurroundings.Parts(iam, ec2, tags), enforced);
        Operating.join(foundation, assembly, ec2, iam);
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

    private static Optional<IamInstanceProfile> profile(Iam iam, String nameOrArn) {
        return iam.instanceProfile(nameOrArn)
                .map(each -> IamInstanceProfile.builder().arn(each.arn()).id(each.id()).build());
    }
}
