package dev.sila.config;

import dev.sila.problem.Problems;
import java.util.Map;
import java.util.Optional;

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

    /** The option as a file has it; empty if none does or it is blank. */
    public Optional<String> written(String hostclass, String option) {
        return lookup(hostclass)
                .find(option)
                .map(each -> each.value().strip())
                .filter(each -> !each.isEmpty());
    }

    private Options options(String hostclass) {
        return new Options(lookup(hostclass), HostclassOptions.all(), new Problems());
    }

    private Lookup lookup(String hostclass) {
        return new Lookup(
                configuration.hostclasses(),
                Precedence.HOSTCLASS,
                Map.of("hostclass", hostclass, "environment", environment));
    }
}
