package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.output.Column;
import dev.sila.engine.Found;
import dev.sila.engine.SpecTree;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows everything that an environment consists of. */
@Command(
        name = "show",
        description =
                "Show everything that Sila made for an environment; -o json with all details.")
final class EnvShow implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    EnvShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Found<?>> found = Environments.resources(cloud, environment.name());
            if (found.isEmpty()) {
                Environments.require(cloud, environment.name());
            }
            List<Column<Found<?>>> columns =
                    List.of(
                            Column.of("kind", each -> each.key().noun()),
                            Column.of("name", each -> each.state().name()),
                            Column.of("part", Found::part),
                            Column.of("id", Found::id),
                            Column.detail("state", each -> SpecTree.write((Record) each.state())));
            session.output().rows(columns, found);
            return 0;
        }
    }
}
