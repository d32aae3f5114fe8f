package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniOption;
import dev.sila.model.Balancer;
import dev.sila.model.Watch;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks the alarms of {@code disco_alarms.ini}, section by section. */
final class AlarmsCheck {
    private static final List<String> FIXED =
            List.of(NotificationReader.SECTION, AlarmReader.DEFAULTS);

    private final Configuration configuration;
    private final IniFile file;
    private final Problems problems;
    private final AlarmReader reader;
    private final Map<String, KnownOption> known = AlarmOptions.all();

    /** Topics that no key names, with the sections whose alarms would tell them. */
    private final Map<Set<String>, List<String>> silences = new LinkedHashMap<>();

    private final Set<String> told = new TreeSet<>();

    AlarmsCheck(Configuration configuration, Problems problems) {
        this.configuration = configuration;
        this.file = configuration.alarms();
        this.problems = problems;
        this.reader = new AlarmReader(configuration);
    }

    void check() {
        Map<String, AlarmSection> sections = reader.sections();
        for (String name : file.sections()) {
            AlarmSection section = sections.get(name);
            if (section != null) {
                section(name, section);
            } else if (!FIXED.contains(name)) {
                unknown(name);
            }
            if (!name.equals(NotificationReader.SECTION)) {
                file.own(name).forEach(this::option);
            }
        }
        silences.forEach(this::silence);
    }

    private void unknown(String section) {
        problems.error(
                file.where(section),
                "the section [" + section + "] is no alarm.",
                Suggest.remedy(
                        section,
                        FIXED,
                        "Write [TEAM.NAMESPACE.METRIC] or [TEAM.NAMESPACE.METRIC.HOSTCLASS], such as"
                                + " [core.AWS/EC2.CPUUtilization]; the team may be left out."));
    }

    private void option(IniOption option) {
        if (!known.containsKey(option.name())) {
            OptionCheck.unknown(
                    option,
                    known.keySet(),
                    "docs/reference/disco_alarms.md has those that are.",
                    problems);
            return;
        }
        OptionCheck.check(option, known.get(option.name()), problems);
    }

    private void section(String name, AlarmSection section) {
        Watch watch = reader.watch(name, section, problems);
        boolean base =
                section.hostclass() == null
                        && reader.sections().values().stream()
                                .anyMatch(each ->
                                        each.hostclass() != null
                                                && each.shared().equals(section.shared()));
        if (watch.max() == null && watch.min() == null && !base) {
            problems.warning(
                    file.where(name),
                    "[" + name + "] has no threshold, so it makes no alarm.",
                    "Write threshold_max or threshold_min.");
        }
        subject(name, section, watch);
        if (watch.max() != null || watch.min() != null) {
            topics(name, watch);
        }
    }

    private void subject(String name, AlarmSection section, Watch watch) {
        String subject = section.hostclass();
        if (subject == null) {
            if (watch.source() == Watch.Source.SEARCH) {
                problems.error(
                        file.where(name),
                        "an alarm of AWS/ES needs the name of a search domain.",
                        "Write [" + name + ".DOMAIN], such as [" + name + ".logs].");
            }
            return;
        }
        Set<String> names = configuration.hostclassNames();
        switch (watch.source()) {
            case DATABASE, SEARCH -> {
                // Those are not Sila's yet, so any name may be right.
            }
            case GROUP, CUSTOM -> known(name, "hostclass " + subject, subject, names);
            case BALANCER -> {
                known(name, "hostclass " + subject, subject, names);
                balanced(name, subject, watch.namespace());
            }
            case LOG -> {
                known(name, "hostclass " + subject, subject, names);
                Set<String> metrics = new LogMetricReader(configuration).names(subject);
                if (names.contains(subject)) {
                    known(
                            name,
                            "[" + subject + "." + watch.metric() + "] in disco_log_metrics.ini",
                            watch.metric(),
                            metrics);
                }
            }
        }
    }

    private void known(String section, String what, String name, Set<String> names) {
        if (!names.contains(name)) {
            problems.warning(
                    file.where(section),
                    "there is no " + what + ", so the section makes no alarm.",
                    Suggest.remedy(name, names, "Correct the name, or remove the section."));
        }
    }

    /** Each type of load balancers has a namespace of its own. */
    private void balanced(String section, String hostclass, String namespace) {
        Balancer.Type type = Balancer.Type.ofNamespace(namespace).orElseThrow();
        if (configuration.hostclassNames().contains(hostclass)
                && configuration.likelyEnvironments().stream()
                        .noneMatch(each ->
                                reader.balancer(hostclass, each)
                                        .filter(type::equals)
                                        .isPresent())) {
            problems.warning(
                    file.where(section),
                    hostclass
                            + " has no load balancer with lb_type="
                            + type.text()
                            + ", so the section makes no alarm.",
                    "Metrics of " + namespace + " are those of such balancers alone.");
        }
    }

    /** Notes which topics of a section no key names. */
    private void topics(String name, Watch watch) {
        Set<String> silent = new TreeSet<>();
        NotificationReader notifications = new NotificationReader(configuration);
        for (String environment : configuration.likelyEnvironments()) {
            Set<String> names = notifications.names(environment);
            String topic = watch.topic(environment);
            // An environment without any key is one in which nobody wants to be told.
            if (!names.isEmpty()) {
                (names.contains(topic) ? told : silent).add(topic);
            }
        }
        if (!silent.isEmpty()) {
            silences.computeIfAbsent(silent, _ -> new ArrayList<>()).add(file.where(name));
        }
    }

    /** Nobody is told by a topic that no key names: once for all sections of the same topics. */
    private void silence(Set<String> silent, List<String> places) {
        String alarms =
                places.size() == 1
                        ? "its alarms"
                        : "its alarms and those of "
                                + (places.size() - 1)
                                + (places.size() == 2 ? " section" : " sections")
                                + " after it";
        problems.warning(
                places.getFirst(),
                "nobody is told of "
                        + alarms
                        + " where [notifications] has no "
                        + String.join(", ", silent)
                        + ".",
                Suggest.nearest(silent.iterator().next(), told)
                        .map(each -> "Add the key; " + each + " is there.")
                        .orElse("Add the key, or write another level or team."));
    }
}
