package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An environment directory that has been read.
 *
 * @param root the directory
 * @param hostclasses {@code disco_aws.ini}
 * @param networks {@code disco_vpc.ini}
 * @param pipelines every file of {@code pipelines}
 * @param instancePolicies the text of {@code iam/instance_policies/NAME.iam} by NAME
 * @param alarms {@code disco_alarms.ini}; without sections if there is no such file
 */
public record Configuration(
        Path root,
        IniFile hostclasses,
        IniFile networks,
        List<Pipeline> pipelines,
        Map<String, String> instancePolicies,
        IniFile alarms) {
    /** Sections of {@code disco_aws.ini} that are no hostclasses. */
    static final Set<String> SPECIAL =
            Set.of("disco_aws", "bake", "test", "iam", "audit", "socify");

    static final String ENVIRONMENT = "env:";
    static final String TYPE = "envtype:";

    public Configuration {
        pipelines = List.copyOf(pipelines);
        instancePolicies = Map.copyOf(instancePolicies);
    }

    /** The names of the environments that have a section of their own. */
    public Set<String> environmentNames() {
        return sectionsOf(ENVIRONMENT);
    }

    /** The names of the environment types. */
    public Set<String> typeNames() {
        return sectionsOf(TYPE);
    }

    /** The hostclasses that have a section. */
    public Set<String> hostclassNames() {
        Set<String> names = new TreeSet<>(hostclasses.sections());
        names.removeAll(SPECIAL);
        return names;
    }

    /** The name of the project, or empty text if the files do not give it. */
    public String projectName() {
        return hostclasses.find("disco_aws", "project_name").map(each -> each.value()).orElse("");
    }

    private Set<String> sectionsOf(String prefix) {
        Set<String> names = new TreeSet<>();
        for (String section : networks.sections()) {
            if (section.startsWith(prefix)) {
                names.add(section.substring(prefix.length()).strip());
            }
        }
        return names;
    }
}
