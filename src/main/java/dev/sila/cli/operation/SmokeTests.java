package dev.sila.cli.operation;

import dev.sila.aws.Hosts;
import dev.sila.aws.smoke.CommandTest;
import dev.sila.aws.smoke.HttpTest;
import dev.sila.aws.smoke.SmokeTest;
import dev.sila.aws.smoke.TagTest;
import dev.sila.config.Configuration;
import dev.sila.config.SmokeProbeReader;
import dev.sila.model.Pipeline;
import dev.sila.model.SmokeProbe;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which smoke test the hosts of each row have to pass: one object per hostclass, for one run. */
public final class SmokeTests {
    private final Cloud cloud;
    private final String environment;
    private final SmokeProbeReader files;
    private final Manner manner;
    private final Map<String, SmokeTest> made = new HashMap<>();

    SmokeTests(Cloud cloud, Configuration configuration, String environment, Manner manner) {
        this.cloud = cloud;
        this.environment = environment;
        this.files = new SmokeProbeReader(configuration, environment);
        this.manner = manner;
    }

    /** The test of the row's hosts; empty if they are not tested. */
    synchronized Optional<SmokeTest> of(Pipeline.Row row) {
        return row.smokeTest() && manner.tests()
                ? Optional.of(
                        made.computeIfAbsent(
                                row.part(), missing -> test(missing, probe(row.hostclass()))))
                : Optional.empty();
    }

    /** Whether the row's test is a command, which ends some time after it was begun. */
    boolean takesTime(Pipeline.Row row) {
        return row.smokeTest()
                && manner.tests()
                && switch (probe(row.hostclass())) {
                    case SmokeProbe.Tag() -> false;
                    case SmokeProbe.Http _ -> false;
                    case SmokeProbe.Command _ -> true;
                    case SmokeProbe.Shell _ -> true;
                };
    }

    /** How a hostclass is tested, if it is. */
    SmokeProbe probe(String hostclass) {
        SmokeProbe asked = manner.probe();
        return asked == null ? files.read(hostclass) : asked;
    }

    private SmokeTest test(String hostclass, SmokeProbe probe) {
        return switch (probe) {
            case SmokeProbe.Tag() -> new TagTest();
            case SmokeProbe.Http(int port, String path) -> new HttpTest(port, path);
            case SmokeProbe.Command(String text) ->
                    new CommandTest(cloud.clients().ssm(), cloud.waiter(), text);
            case SmokeProbe.Shell(String text) -> shell(hostclass, text);
        };
    }

    private SmokeTest shell(String hostclass, String command) {
        Shells shells = manner.shells();
        if (shells == null) {
            throw new ProblemException(
                    Problem.error(
                            "hostclass " + hostclass,
                            "its smoke test is a command by SSH, and this run reaches no hosts by"
                                    + " SSH.",
                            "Bring it up with sila pipeline up or sila fleet up."));
        }
        return new ShellTest(
                shells, () -> new Hosts(cloud.clients().ec2()).of(environment), command);
    }
}
