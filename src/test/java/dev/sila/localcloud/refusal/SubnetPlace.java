package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.rule;

import dev.sila.localcloud.Ec2Setup;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** A subnet of a new VPC, where something is tried. */
record SubnetPlace(Ec2Client ec2, Ec2Setup setup, String vpc, String subnet) {
    NetworkInterface cardOf(String instance) {
        return ec2.describeNetworkInterfaces(
                        r -> r.filters(Ec2Setup.filter("attachment.instance-id", instance)))
                .networkInterfaces()
                .getFirst();
    }

    String attach(String card, String instance) {
        return ec2.attachNetworkInterface(
                        r -> r.networkInterfaceId(card).instanceId(instance).deviceIndex(1))
                .attachmentId();
    }

    void associate(String allocation, String card) {
        ec2.associateAddress(r -> r.allocationId(allocation).networkInterfaceId(card));
    }

    static Refusal in(String rule, String source, String code, Consumer<SubnetPlace> attempt) {
        return rule(
                rule,
                source,
                code,
                (ec2, setup) -> {
                    String vpc = setup.vpc("10.0.0.0/16");
                    String subnet = setup.subnet(vpc, "10.0.0.0/28");
                    attempt.accept(new SubnetPlace(ec2, setup, vpc, subnet));
                });
    }
}
