package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.rule;

import dev.sila.localcloud.Ec2Setup;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A new route table of a VPC with an internet gateway, where something is tried. */
record RoutingPlace(Ec2Client ec2, Ec2Setup setup, String vpc, String gateway, String table) {
    void route(String range, String gateway) {
        ec2.createRoute(r -> r.routeTableId(table).destinationCidrBlock(range).gatewayId(gateway));
    }

    static Refusal at(
            String rule,
            String source,
            String code,
            java.util.function.Consumer<RoutingPlace> attempt) {
        return rule(
                rule,
                source,
                code,
                (ec2, setup) -> {
                    String vpc = setup.vpc("10.0.0.0/16");
                    String gateway = setup.gateway(vpc);
                    attempt.accept(new RoutingPlace(ec2, setup, vpc, gateway, setup.table(vpc)));
                });
    }
}
