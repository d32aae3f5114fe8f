package dev.sila.cli;

import dev.sila.cli.operation.Alarms;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Prepared;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes alarms of an environment. */
@Command(
        name = "delete",
        description = {
            "Delete the alarms of an environment, or of a hostclass.",
            "Those that run a scaling policy stay, and so do topics. sila alarm update brings "
                    + "back what disco_alarms.ini says."
        })
final class AlarmDelete implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            split = ",",
            paramLabel = "HOSTCLASS",
            description = "Only those of this hostclass; may be given several times.")
    private Set<String> hostclasses = Set.of();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    AlarmDelete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            return new PlanDialog(session, cloud)
                    .destroy(
                            "alarm delete",
                            changing,
                            () ->
                                    Prepared.of(
                                            Alarms.destruction(
                                                    cloud, environment.name(), hostclasses)));
        }
    }
}
