package dev.sila.cli;

import dev.sila.cli.operation.Manner;
import dev.sila.cli.operation.Patience;
import dev.sila.model.SmokeProbe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
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
                        + " http:PORT/PATH (this machine asks it) or ssm:COMMAND (SSM runs it there).",
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

    Manner manner(boolean rollsBack) {
        return new Manner(new Patience(launch, well), !untested, probe, rollsBack);
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
