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
            boolean later = Configuration.SPECIAL.contains(section) && !section.equals("disco_aws");
            if (later) {
                problems.warning(
                        file.where(section),
                        "the section [" + section + "] is not carried out yet.",
                        "");
            }
            file.own(section).forEach(each -> option(section, each));
        }
    }

    private void option(String section, IniOption option) {
        int at = option.name().indexOf('@');
        String name = at < 0 ? option.name() : option.name().substring(0, at);
        Set<String> names = HostclassOptions.namesIn(section);
        if (!names.contains(name)) {
            problems.error(
                    option.where(),
                    "the option " + option.name() + " is not known in [" + section + "].",
                    Suggest.remedy(name, names, "Remove it, or look it up in the guide."));
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
            if (plain.equals(ReservedAddressReader.OPTION) && !option.value().isBlank()) {
                onlyReserved(option);
            }
        }
    }

    private void onlyReserved(IniOption option) {
        problems.warning(
                option.where(),
                option.name()
                        + " reserves the address, as a network interface; that a host gets it when"
                        + " it starts is not carried out yet.",
                "Until then, attach the interface to the host.");
    }

    /** An environment may have no section, so a strange name counts only if another is near. */
    private void environment(IniOption option, String environment) {
        Set<String> environments = configuration.environmentNames();
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
