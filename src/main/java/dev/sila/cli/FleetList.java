package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.FleetRow;
import dev.sila.cli.operation.FleetView;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the hostclasses that run in an environment. */
@Command(name = "list", description = "List the hostclasses that run in an environment.")
final class FleetList implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    FleetList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<FleetRow> rows = new FleetView(cloud, environment.name()).rows();
            if (rows.isEmpty()) {
                Environments.require(cloud, environment.name());
            }
            session.output().rows(columns(), rows);
            return 0;
        }
    }

    static List<Column<FleetRow>> columns() {
        return List.of(
                Column.of("hostclass", FleetRow::hostclass),
                Column.of("image", FleetRow::image),
                Column.of("instanceType", FleetRow::instanceType),
                Column.of("min", FleetRow::minimum),
                Column.of("desired", FleetRow::desired),
                Column.of("max", FleetRow::maximum),
                Column.of("hosts", FleetRow::hosts),
                Column.of("inService", FleetRow::inService),
                Column.of("outdated", FleetRow::outdated),
                Column.detail("group", FleetRow::group),
                Column.detail("launchTemplate", FleetRow::template));
    }
}
