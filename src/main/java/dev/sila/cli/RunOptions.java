package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Manner;
import dev.sila.cli.operation.Patience;
import dev.sila.cli.operation.Shells;
import dev.sila.model.SmokeProbe;
import dev.sila.remote.Connections;
import dev.sila.remote.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of commands that wait for hosts: how long, and by which smoke test. */
final class RunOptions {
    @Option(
            names = "--no-smoke-test",
            description = "Wait only until hosts are in service, for no smoke test.")
    private boolean untested;

    @Option(
            names = "--smoke-test",
            paramLabel = "PROBE",
            converter = ProbeWord.class,
            description = {
                "How hosts that have a smoke test are tested: tag (the host writes smoketest=tested),"
                        + " http:PORT/PATH (this machine asks it), ssm:COMMAND (SSM runs it there) or"
                        + " ssh:COMMAND (run by SSH, as sila host exec does).",
                "Default: as the hostclass's option smoke_test_probe says, else tag."
            })
    private @Nullable SmokeProbe probe;

    @Option(
            names = "--launch-wait",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long a group may take to launch its instances (default: 300s).")
    private Duration launch = Patience.STANDARD.launch();

    @Option(
            names = "--smoke-test-wait",
            paramLabel = "DURATION",
            converter = Durations.class,
            description =
                    "How long they may take from then on to be in service and pass their smoke test"
                            + " (default: 1200s).")
    private Duration well = Patience.STANDARD.well();

    @Mixin private SshOptions ssh = new SshOptions();

    /** How hosts of that environment are waited for. */
    Manner manner(Session session, Cloud cloud, String environment, boolean rollsBack) {
        ssh.check();
        Shells shells =
                new Shells() {
                    @Override
                    public Connections connections(List<Host> hosts) {
                        return ssh.connections(session, cloud, environment, hosts);
                    }

                    @Override
                    public Target target(Host host) {
                        return ssh.target(host);
                    }
                };
        return new Manner(new Patience(launch, well), !untested, probe, rollsBack, shells);
    }

    /** Reads a smoke test. */
    static final class ProbeWord implements ITypeConverter<SmokeProbe> {
        @Override
        public SmokeProbe convert(String word) {
            return SmokeProbe.read(word)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "it is " + SmokeProbe.FORMS + ", not " + word));
        }
    }
}
