package dev.sila.cli;

import dev.sila.aws.Commands.Step;
import dev.sila.aws.Host;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Rollout;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.remote.Connection;
import dev.sila.remote.Connections;
import dev.sila.remote.Transcript;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a command on hosts by SSH. */
@Command(
        name = "exec",
        description = {
            "Run a command on hosts by SSH, and print what it prints, host by host.",
            "Hosts that are not reached directly are reached through the environment's jump "
                    + "host, a host of [disco_aws] jump_box_hostclasses that runs and is smoke-tested.",
            "Exits with the highest exit code of all hosts; 255 is of hosts where it did not "
                    + "run."
        })
final class HostExec implements Callable<Integer> {
    private final Session session;

    @Mixin private HostSelection selection = new HostSelection();
    @Mixin private SshOptions ssh = new SshOptions();
    @Mixin private HostRunOptions options = new HostRunOptions();

    @Option(
            names = "--command",
            required = true,
            paramLabel = "TEXT",
            description = "What the account's shell on the host runs, such as 'uptime -p'.")
    private String command = "";

    HostExec(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ssh.check();
        options.check();
        try (Cloud cloud = session.cloud()) {
            HostSelection.Selected selected = selection.selected(cloud);
            boolean named = selection.oneByOne();
            long count = selected.hosts().stream().filter(each -> named || each.running()).count();
            HostRuns runs = new HostRuns(session, (int) count);
            List<Host> hosts = HostRuns.running(session, selected.hosts(), named, runs);
            if (hosts.isEmpty() && !named) {
                throw HostRuns.nothingRuns(selection.environment());
            }
            runs.interruptible("What has begun may go on on its hosts.");
            try (Connections connections =
                    ssh.connections(session, cloud, selection.environment(), selected.all())) {
                new Rollout(options.concurrency(), options.errors(hosts.size()))
                        .over(
                                hosts,
                                host -> run(connections, host, runs),
                                each -> !each.succeeded());
            }
            return runs.finish();
        }
    }

    private HostRun run(Connections connections, Host host, HostRuns runs) {
        HostRun run = run(connections, host);
        runs.ended(run);
        return run;
    }

    private HostRun run(Connections connections, Host host) {
        Transcript output = new Transcript();
        Transcript errors = new Transcript();
        int code;
        Problem problem = null;
        try (Connection connection = connections.to(ssh.target(host))) {
            code = connection.run(command, output, errors, options.timeout());
        } catch (ProblemException failure) {
            code = HostRun.UNKNOWN_EXIT;
            problem = failure.problems().getFirst();
        }
        Step step = new Step("", "", code, output.text(), errors.text(), false);
        return new HostRun(host, code, List.of(step), problem);
    }
}
