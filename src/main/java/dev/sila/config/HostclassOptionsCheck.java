package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniOption;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the options of {@code disco_aws.ini} one by one. */
final class HostclassOptionsCheck {
    private static final String DEFAULT = "default_";
    private static final String KEPT = ReservedAddressReader.OPTION;

    private final Configuration configuration;
    private final IniFile file;
    private final Problems problems;
    private final Map<String, KnownOption> known = HostclassOptions.all();

    HostclassOptionsCheck(Configuration configuration, Problems problems) {
        this.configuration = configuration;
        this.file = configuration.hostclasses();
        this.problems = problems;
    }

    void check() {
        if (configuration.projectName().isBlank()) {
            problems.error(
                    file.where("disco_aws"),
                    "project_name is missing.",
                    "Write project_name=NAME into [disco_aws].");
        }
        for (String section : file.sections()) {
            if (later(section)) {
                NotYet.section(section, file.where(section), problems);
            }
            file.own(section).forEach(each -> option(section, each));
        }
    }

    /** Of {@code [bake]}, which images hosts may run is carried out. */
    private boolean later(String section) {
        if (section.equals("bake")) {
            return file.own(section).stream()
                    .anyMatch(each -> !Configuration.BAKE_CARRIED_OUT.contains(each.name()));
        }
        return Configuration.SPECIAL.contains(section) && !section.equals("disco_aws");
    }

    private void option(String section, IniOption option) {
        int at = option.name().indexOf('@');
        String name = at < 0 ? option.name() : option.name().substring(0, at);
        Set<String> names = HostclassOptions.namesIn(section);
        if (!names.contains(name)) {
            OptionCheck.unknown(
                    option, names, "docs/reference/disco_aws.md has those that are.", problems);
            return;
        }
        if (at >= 0 && !section.equals("iam")) {
            environment(option, option.name().substring(at + 1));
        }
        boolean ofDefaults = section.equals("disco_aws") && name.startsWith(DEFAULT);
        boolean ofHostclass = !Configuration.SPECIAL.contains(section);
        if (ofDefaults || ofHostclass) {
            String plain = ofDefaults ? name.substring(DEFAULT.length()) : name;
            OptionCheck.check(option, known.get(plain), problems);
        }
        if (section.equals("disco_aws")) {
            NotYet.ofAll(name, option.where(), problems);
        }
        if (section.equals("disco_aws") && LaunchReader.SERVICES.containsKey(name)) {
            service(option);
        }
    }

    /** Hosts are told the address of another hostclass, which must keep one. */
    private void service(IniOption option) {
        String hostclass = option.value().strip();
        if (hostclass.isEmpty()) {
            return;
        }
        if (!configuration.hostclassNames().contains(hostclass)) {
            problems.warning(
                    option.where(),
                    "hosts are not told where "
                            + hostclass
                            + " is, which has no section and so keeps no address.",
                    Suggest.remedy(
                            hostclass,
                            configuration.hostclassNames(),
                            "Add [" + hostclass + "] with " + KEPT + ", or remove the option."));
            return;
        }
        boolean kept =
                file.all(hostclass).stream()
                        .anyMatch(each -> each.name().split("@", -1)[0].equals(KEPT));
        if (!kept) {
            problems.warning(
                    option.where(),
                    "hosts are not told where " + hostclass + " is, which keeps no address.",
                    "Give it " + KEPT + ", such as +5.");
        }
    }

    /** An environment may have no section, so a strange name counts only if another is near. */
    private void environment(IniOption option, String environment) {
        Set<String> environments = configuration.likelyEnvironments();
        if (environments.stream().anyMatch(each -> each.equalsIgnoreCase(environment))) {
            return;
        }
        Optional<String> near = Suggest.nearest(environment, environments);
        near.ifPresent(name ->
                problems.warning(
                        option.where(),
                        "there is no [env:" + environment + "].",
                        "Did you mean " + name + "?"));
    }
}
