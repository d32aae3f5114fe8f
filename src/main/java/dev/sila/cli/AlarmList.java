package dev.sila.cli;

import dev.sila.aws.kind.AlarmReports;
import dev.sila.aws.kind.AlarmReports.Row;
import dev.sila.cli.operation.Alarms;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the alarms of an environment. */
@Command(name = "list", description = "List the alarms of an environment, and how they stand.")
final class AlarmList implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            split = ",",
            paramLabel = "HOSTCLASS",
            description = "Only the alarms of this hostclass; may be given several times.")
    private Set<String> hostclasses = Set.of();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in this state: ${COMPLETION-CANDIDATES}.")
    private Set<State> states = Set.of();

    /** The states that CloudWatch has. */
    enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }

    AlarmList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Row> all = new AlarmReports(cloud.clients().cloudWatch()).of(environment.name());
            if (all.isEmpty()) {
                Environments.require(cloud, environment.name());
            }
            Set<String> unseen = new TreeSet<>(hostclasses);
            all.forEach(each -> unseen.remove(each.part()));
            Alarms.requirePresent(cloud, environment.name(), unseen);
            session.output().rows(columns(), all.stream().filter(this::wanted).toList());
            return 0;
        }
    }

    private boolean wanted(Row row) {
        boolean state =
                states.isEmpty()
                        || states.stream().anyMatch(each -> each.name().equals(row.state()));
        return state && (hostclasses.isEmpty() || hostclasses.contains(row.part()));
    }

    private static List<Column<Row>> columns() {
        return List.of(
                Column.of("name", Row::name),
                Column.of("part", Row::part),
                Column.of("state", Row::state),
                Column.of("since", Row::since),
                Column.detail("namespace", Row::namespace),
                Column.detail("metric", Row::metric),
                Column.of("statistic", Row::statistic),
                Column.of("condition", Row::condition),
                Column.of("span", Row::span),
                Column.of("tells", each -> String.join(", ", each.tells())),
                Column.of("runs", each -> String.join(", ", each.runs())),
                Column.detail("enabled", Row::enabled),
                Column.detail("reason", Row::reason));
    }
}
