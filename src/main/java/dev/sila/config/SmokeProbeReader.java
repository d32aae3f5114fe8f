package dev.sila.config;

import dev.sila.model.SmokeProbe;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;

/** Reads how the hosts of hostclasses are smoke tested, from {@code disco_aws.ini}. */
public final class SmokeProbeReader {
    private static final String OPTION = "smoke_test_probe";

    private final HostclassValues values;

    public SmokeProbeReader(Configuration configuration, String environment) {
        this.values = new HostclassValues(configuration, environment);
    }

    /**
     * How the hostclass's hosts are tested: the tag unless the files say otherwise.
     *
     * @throws ProblemException if the option is none of {@link SmokeProbe#FORMS}
     */
    public SmokeProbe read(String hostclass) {
        String text = values.text(hostclass, OPTION, "tag");
        return SmokeProbe.read(text)
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.error(
                                        values.where(hostclass, OPTION),
                                        OPTION
                                                + " is \""
                                                + text
                                                + "\", which is no way to test a host.",
                                        "Write " + SmokeProbe.FORMS + ".")));
    }
}
