package dev.sila.cli;

import dev.sila.aws.Addresses;
import dev.sila.cli.operation.Cloud;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Allocates an Elastic IP address. */
@Command(
        name = "allocate",
        description = {
            "Allocate an Elastic IP address for files to name, such as option eip of a hostclass.",
            "It costs money until it is released; no environment owns it.",
            "A label is a name: where a free address has it already, that one is given."
        })
final class EipAllocate implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "Its tag Name, so that people know what it is for.")
    private String label = "";

    EipAllocate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Addresses addresses = new Addresses(cloud.clients().ec2());
            Optional<Addresses.Address> free = addresses.free(label);
            if (free.isPresent()) {
                session.progress().say("Nothing to do: a free address is called so already.");
            }
            session.output()
                    .one(EipList.columns(), free.orElseGet(() -> allocate(cloud, addresses)));
            return 0;
        }
    }

    private Addresses.Address allocate(Cloud cloud, Addresses addresses) {
        session.confirmation()
                .agree("Allocate an Elastic IP address in " + cloud.clients().region() + "?");
        return addresses.allocate(label, cloud.clock().instant(), cloud.clients().run());
    }
}
