package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An environment directory that has been read.
 *
 * @param root the directory
 * @param hostclasses {@code disco_aws.ini}
 * @param networks {@code disco_vpc.ini}
 * @param pipelines every file of {@code pipelines}
 * @param instancePolicies the text of {@code iam/instance_policies/NAME.iam} by NAME
 * @param alarms {@code disco_alarms.ini}; this and the following are without sections if there is
 *     no such file
 * @param logMetrics {@code disco_log_metrics.ini}
 * @param databases {@code disco_rds.ini}; read for the names of databases
 * @param searchDomains {@code disco_elasticsearch.ini}; read for the names of domains
 */
public record Configuration(
        Path root,
        IniFile hostclasses,
        IniFile networks,
        List<Pipeline> pipelines,
        Map<String, String> instancePolicies,
        IniFile alarms,
        IniFile logMetrics,
        IniFile databases,
        IniFile searchDomains) {
    /** Sections of {@code disco_aws.ini} that are no hostclasses. */
    static final Set<String> SPECIAL =
            Set.of("disco_aws", "bake", "test", "iam", "audit", "socify");

    static final String STAGES = "ami_stages";
    static final String TRUSTED = "trusted_account_ids";

    /** The options of {@code [bake]} that say which images hosts may run. */
    static final Set<String> BAKE_CARRIED_OUT = Set.of(STAGES, TRUSTED);

    /** The stages of images if the files name none: those of Asiaq. */
    private static final List<String> USUAL_STAGES = List.of("untested", "failed", "tested");

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

    /**
     * The environments that there may be: those with a section, and types that none of them is of,
     * since an environment without a section is named like its type.
     */
    public Set<String> likelyEnvironments() {
        Set<String> names = new TreeSet<>(typeNames());
        for (String each : environmentNames()) {
            networks.find(ENVIRONMENT + each, "type")
                    .ifPresent(it -> names.remove(it.value().strip()));
        }
        names.addAll(environmentNames());
        return names;
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

    /** The stages that an image goes through; the last is that of images for production. */
    public List<String> imageStages() {
        List<String> stages = words(STAGES);
        return stages.isEmpty() ? USUAL_STAGES : stages;
    }

    /** The accounts whose images may run beside the account's own. */
    public List<String> trustedAccounts() {
        return words(TRUSTED);
    }

    private List<String> words(String option) {
        String text = hostclasses.find("bake", option).map(each -> each.value()).orElse("");
        return Stream.of(text.split("[,\\s]+")).filter(each -> !each.isEmpty()).toList();
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
