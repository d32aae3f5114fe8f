package dev.sila.cli;

import dev.sila.aws.Addresses;
import dev.sila.aws.Addresses.Address;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the Elastic IP addresses of the region. */
@Command(
        name = "list",
        description = {
            "List the Elastic IP addresses of the region, Sila's and others', with what uses them.",
            "An environment's own are those that Sila allocated for its NAT gateways. Of others that it"
                    + " allocated it tells when, and in which run."
        })
final class EipList implements Callable<Integer> {
    private final Session session;

    EipList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            session.output().rows(columns(), new Addresses(cloud.clients().ec2()).all());
            return 0;
        }
    }

    static List<Column<Address>> columns() {
        return List.of(
                Column.of("publicIp", Address::publicIp),
                Column.of("allocationId", Address::allocationId),
                Column.of("name", Address::name),
                Column.of("environment", Address::environment),
                Column.of("usedBy", Address::usedBy),
                Column.of("allocated", Address::allocated));
    }
}
