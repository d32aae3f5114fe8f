package dev.sila.cli;

import dev.sila.aws.Addresses;
import dev.sila.cli.operation.Cloud;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Allocates an Elastic IP address. */
@Command(
        name = "allocate",
        description = {
            "Allocate an Elastic IP address for files to name, such as option eip of a hostclass.",
            "It costs money until it is released; no environment owns it."
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
            session.confirmation()
                    .agree("Allocate an Elastic IP address in " + cloud.clients().region() + "?");
            Addresses.Address made = new Addresses(cloud.clients().ec2()).allocate(label);
            session.output().one(EipList.columns(), made);
            return 0;
        }
    }
}
