package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.FleetState;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.output.Column;
import dev.sila.engine.PlanText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether a pipeline is as the files say, and well. */
@Command(
        name = "check",
        description = {
            "Say whether a pipeline is as the files say and all its hosts are well; change nothing.",
            "Exit code 0 if so, 1 if not."
        })
final class PipelineCheck implements Callable<Integer> {
    private final Session session;

    @Mixin private PipelineOptions options = new PipelineOptions();

    @Mixin private RunOptions running = new RunOptions();

    PipelineCheck(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration(options.environment()));
            Fleets.Draft draft =
                    fleets.plan(options.environment(), fleets.pipeline(options.pipeline()));
            List<FleetState> states =
                    fleets.states(
                            draft, running.manner(session, cloud, options.environment(), false));
            session.output().rows(columns(), states);
            if (!draft.plan().isEmpty()) {
                session.progress().say("It is not as the files say:");
                PlanText.lines(draft.plan()).forEach(session.progress()::say);
            }
            boolean well = states.stream().allMatch(FleetState::well);
            return well && draft.plan().isEmpty() ? 0 : 1;
        }
    }

    private static List<Column<FleetState>> columns() {
        return List.of(
                Column.of("sequence", FleetState::sequence),
                Column.of("hostclass", FleetState::hostclass),
                Column.of("wanted", FleetState::wanted),
                Column.of("launched", FleetState::launched),
                Column.of("inService", FleetState::inService),
                Column.of("tested", FleetState::tested),
                Column.of("well", FleetState::well),
                Column.detail("smokeTest", FleetState::smokeTest),
                Column.detail("notWell", FleetState::notWell));
    }
}
