package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniOption;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.List;
import java.util.Map;

/** Checks the options of {@code disco_vpc.ini} one by one. */
final class VpcOptionsCheck {
    private final IniFile file;
    private final Problems problems;
    private final Map<String, KnownOption> known;

    VpcOptionsCheck(IniFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.known = VpcOptions.with(VpcOptions.networks(file));
    }

    void check() {
        for (String section : file.sections()) {
            boolean network =
                    section.startsWith(Configuration.ENVIRONMENT)
                            || section.startsWith(Configuration.TYPE);
            if (network) {
                file.own(section).forEach(each -> option(each));
            } else if (!section.equals(PeeringReader.SECTION)) {
                problems.error(
                        file.where(section),
                        "the section [" + section + "] is not known here.",
                        Suggest.remedy(
                                section.replaceAll(":.*", ""),
                                List.of("env", "envtype", PeeringReader.SECTION),
                                "Sections are [env:NAME], [envtype:TYPE] and [peerings]."));
            }
        }
    }

    private void option(IniOption option) {
        if (!known.containsKey(option.name())) {
            OptionCheck.unknown(
                    option,
                    known.keySet(),
                    "docs/reference/disco_vpc.md has those that are; options of a metanetwork need"
                            + " N_cidr to declare it.",
                    problems);
            return;
        }
        OptionCheck.check(option, known.get(option.name()), problems);
        VpcOptions.declares(option.name()).ifPresent(each -> declared(each, option));
    }

    /**
     * Any name declares a metanetwork, so a slip of the pen shows only in that nothing else has it.
     */
    private void declared(String network, IniOption option) {
        boolean used =
                file.sections().stream()
                        .flatMap(section -> file.own(section).stream())
                        .anyMatch(each ->
                                each.name().startsWith(network + "_")
                                        && !each.name().equals(option.name()));
        if (!used) {
            List<String> others =
                    known.keySet().stream()
                            .filter(each -> each.endsWith(VpcOptions.CIDR))
                            .filter(each -> !each.equals(option.name()))
                            .toList();
            problems.warning(
                    option.where(),
                    option.name()
                            + " declares a metanetwork "
                            + network
                            + ", about which nothing else is said.",
                    Suggest.remedy(
                            option.name(),
                            others,
                            "Without " + network + "_sg_rules nobody can connect to it."));
        }
    }
}
