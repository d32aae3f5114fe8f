package dev.sila.config;

import dev.sila.model.SmokeProbe;
import dev.sila.problem.Problems;
import java.util.Map;
import java.util.Optional;

/** Reads how the hosts of hostclasses are smoke tested, from {@code disco_aws.ini}. */
public final class SmokeProbeReader {
    private static final String OPTION = "smoke_test_probe";

    private final Configuration configuration;
    private final String environment;

    public SmokeProbeReader(Configuration configuration, String environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    /**
     * How the hostclass's hosts are tested: the tag unless the files say otherwise.
     *
     * @throws dev.sila.problem.ProblemException if the option is none of {@link SmokeProbe#FORMS}
     */
    public SmokeProbe read(String hostclass) {
        Problems problems = new Problems();
        Lookup lookup =
                new Lookup(
                        configuration.hostclasses(),
                        Precedence.HOSTCLASS,
                        Map.of("hostclass", hostclass, "environment", environment));
        Options options = new Options(lookup, HostclassOptions.all(), problems);
        String text = options.text(OPTION, "tag");
        Optional<SmokeProbe> probe = SmokeProbe.read(text);
        if (probe.isEmpty()) {
            problems.error(
                    options.where(OPTION),
                    OPTION + " is \"" + text + "\", which is no way to test a host.",
                    "Write " + SmokeProbe.FORMS + ".");
        }
        problems.throwIfErrors();
        return probe.orElseThrow();
    }
}
