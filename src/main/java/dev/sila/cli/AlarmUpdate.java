package dev.sila.cli;

import dev.sila.cli.operation.Alarms;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings what watches an environment to what the files say. */
@Command(
        name = "update",
        description = {
            "Bring topics, subscriptions, scaling policies and alarms of an environment to what "
                    + "the files say, without touching a host or a group.",
            "Alarms that are not in disco_alarms.ini any more are deleted. sila pipeline up "
                    + "does the same for its hostclasses, sila env update for subscriptions."
        })
final class AlarmUpdate implements Callable<Integer> {
    private final Session session;

    @Mixin private AlarmOptions options = new AlarmOptions();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    AlarmUpdate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Alarms alarms = new Alarms(cloud, session.configuration(options.environment()));
            Alarms.Request request = options.request();
            return new PlanDialog(session, cloud)
                    .carryOut("alarm update", changing, () -> Prepared.of(alarms.plan(request)));
        }
    }
}
