package dev.sila.config;

import dev.sila.problem.Problems;
import java.util.Map;

/** Single options of hostclasses in one environment, for what needs no whole hostclass. */
public final class HostclassValues {
    private final Configuration configuration;
    private final String environment;

    public HostclassValues(Configuration configuration, String environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    /** The option's text, or the given one if no file has it or it is blank. */
    public String text(String hostclass, String option, String otherwise) {
        return options(hostclass).text(option, otherwise);
    }

    /** Where the option stands, or its name if it stands nowhere. */
    public String where(String hostclass, String option) {
        return options(hostclass).where(option);
    }

    private Options options(String hostclass) {
        Lookup lookup =
                new Lookup(
                        configuration.hostclasses(),
                        Precedence.HOSTCLASS,
                        Map.of("hostclass", hostclass, "environment", environment));
        return new Options(lookup, HostclassOptions.all(), new Problems());
    }
}
