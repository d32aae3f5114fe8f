package dev.sila.config;

import dev.sila.problem.Problems;
import java.util.List;
import java.util.Map;

/** Tells what the options of a hostclass are in an environment, and where each comes from. */
public final class ConfigExplain {
    private ConfigExplain() {}

    /** Every option that has a value there, defaults included, in the order of the manual. */
    public static List<Option> hostclass(
            Configuration configuration, String hostclass, String environment) {
        Lookup lookup =
                new Lookup(
                        configuration.hostclasses(),
                        Precedence.HOSTCLASS,
                        Map.of("hostclass", hostclass, "environment", environment));
        return all(
                new Options(lookup, HostclassOptions.all(), new Problems()),
                HostclassOptions.all());
    }

    private static List<Option> all(Options options, Map<String, KnownOption> known) {
        return known.keySet().stream().flatMap(each -> options.find(each).stream()).toList();
    }
}
