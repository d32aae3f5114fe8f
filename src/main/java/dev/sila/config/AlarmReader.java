package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.model.Balancer;
import dev.sila.model.Watch;
import dev.sila.model.Watch.Source;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads which metrics are watched, from {@code disco_alarms.ini}. */
public final class AlarmReader {
    /** The section of what holds for all alarms. */
    static final String DEFAULTS = "defaults";

    private static final String DATABASES = "AWS/RDS";
    private static final String SEARCH = "AWS/ES";

    private final Configuration configuration;
    private final IniFile file;
    private final Set<String> hostclasses;
    private final AlarmRules rules = new AlarmRules();

    public AlarmReader(Configuration configuration) {
        this.configuration = configuration;
        this.file = configuration.alarms();
        this.hostclasses = configuration.hostclassNames();
    }

    /**
     * What is watched of a hostclass in an environment: its own sections, and those for all that
     * suit it and that it has none of its own for.
     *
     * @throws ProblemException with every error
     */
    public List<Watch> ofHostclass(String hostclass, String environment) {
        Problems problems = new Problems();
        Options options = hostclassOptions(hostclass, environment);
        Optional<Balancer.Type> balancer = balancer(hostclass, environment);
        Set<String> logged = new LogMetricReader(configuration).names(hostclass);
        List<Watch> watches =
                read(
                        hostclass,
                        watch ->
                                switch (watch.source()) {
                                    case GROUP, CUSTOM -> true;
                                    case LOG -> logged.contains(watch.metric());
                                    case BALANCER ->
                                            balancer.equals(
                                                    Balancer.Type.ofNamespace(watch.namespace()));
                                    case DATABASE, SEARCH -> false;
                                },
                        problems);
        rules.distinct(watches, options, problems);
        problems.throwIfErrors();
        return watches;
    }

    /** Which load balancer stands in front of the hostclass; empty for none. */
    Optional<Balancer.Type> balancer(String hostclass, String environment) {
        return new BalancerReader(hostclassOptions(hostclass, environment), new Problems()).type();
    }

    /** What is watched of a database, by its name without the environment. */
    public List<Watch> ofDatabase(String database) {
        Problems problems = new Problems();
        List<Watch> watches = read(database, watch -> watch.source() == Source.DATABASE, problems);
        problems.throwIfErrors();
        return watches;
    }

    /** What is watched of a search domain, by its name without the environment. */
    public List<Watch> ofSearchDomain(String domain) {
        Problems problems = new Problems();
        List<Watch> watches = read(domain, watch -> watch.source() == Source.SEARCH, problems);
        problems.throwIfErrors();
        return watches;
    }

    /**
     * The databases of exactly this environment: sections {@code environment-database} of {@code
     * disco_rds.ini}, and those that alarms name.
     */
    public Set<String> databases(String environment) {
        Set<String> names = named(DATABASES);
        for (String section : configuration.databases().sections()) {
            if (environmentOf(section, environment).equals(environment)) {
                names.add(section.substring(environment.length() + 1));
            }
        }
        return names;
    }

    /** Names of environments may have a hyphen too: the longest that is known is meant. */
    private String environmentOf(String section, String environment) {
        Set<String> known = new TreeSet<>(configuration.likelyEnvironments());
        known.add(environment);
        String longest = "";
        for (String each : known) {
            if (section.startsWith(each + "-") && each.length() > longest.length()) {
                longest = each;
            }
        }
        return longest;
    }

    /** The search domains that alarms name. */
    public Set<String> searchDomains() {
        return named(SEARCH);
    }

    private Set<String> named(String namespace) {
        Set<String> names = new TreeSet<>();
        for (AlarmSection each : sections().values()) {
            if (each.namespace().equals(namespace) && each.hostclass() != null) {
                names.add(each.hostclass());
            }
        }
        return names;
    }

    /** The sections that are alarms', by their names. */
    Map<String, AlarmSection> sections() {
        Map<String, AlarmSection> sections = new LinkedHashMap<>();
        for (String name : file.sections()) {
            if (!Set.of(DEFAULTS, NotificationReader.SECTION).contains(name)) {
                AlarmSection.of(name, hostclasses).ifPresent(each -> sections.put(name, each));
            }
        }
        return sections;
    }

    private List<Watch> read(String subject, Predicate<Watch> suits, Problems problems) {
        Map<String, AlarmSection> sections = sections();
        Map<String, String> own = new HashMap<>();
        sections.forEach((name, each) -> {
            if (subject.equals(each.hostclass())) {
                own.put(each.shared(), name);
            }
        });
        List<Watch> watches = new ArrayList<>();
        sections.forEach((name, each) -> {
            boolean chosen =
                    each.hostclass() == null
                            ? !own.containsKey(each.shared())
                            : subject.equals(each.hostclass());
            if (chosen) {
                Problems wrong = new Problems();
                Watch watch = watch(name, each, wrong);
                if (suits.test(watch)) {
                    problems.addAll(wrong.list());
                    watches.add(watch);
                }
            }
        });
        return watches.stream().filter(each -> each.max() != null || each.min() != null).toList();
    }

    /** What a section says, with those that are weaker. What is wrong is reported. */
    Watch watch(String name, AlarmSection section, Problems problems) {
        Map<String, String> holes = new HashMap<>();
        holes.put("section", section.shared());
        Optional.ofNullable(section.hostclass()).ifPresent(each -> holes.put("hostclass", each));
        Options options =
                new Options(
                        new Lookup(file, Precedence.ALARMS, holes), AlarmOptions.all(), problems);
        Watch watch =
                new Watch(
                        file.where(name),
                        section.team(),
                        section.namespace(),
                        section.metric(),
                        source(section.namespace(), options),
                        choice(options, "statistic", AlarmRules.STATISTICS, "Average", problems),
                        options.number("period", 300),
                        options.number("duration", 1),
                        options.decimal("threshold_max"),
                        options.decimal("threshold_min"),
                        choice(options, "level", NotificationReader.LEVELS, "critical", problems),
                        optional(options, "missing_data", AlarmRules.MISSING, problems),
                        optional(options, "policy_max", AlarmRules.POLICIES, problems),
                        optional(options, "policy_min", AlarmRules.POLICIES, problems));
        rules.check(watch, options, problems);
        return watch;
    }

    private static Source source(String namespace, Options options) {
        if (options.flag("log_pattern_metric")) {
            return Source.LOG;
        }
        return switch (namespace) {
            case DATABASES -> Source.DATABASE;
            case SEARCH -> Source.SEARCH;
            default -> ofHosts(namespace, options);
        };
    }

    private static Source ofHosts(String namespace, Options options) {
        if (Balancer.Type.ofNamespace(namespace).isPresent()) {
            return Source.BALANCER;
        }
        return options.flag("custom_metric") ? Source.CUSTOM : Source.GROUP;
    }

    private static @Nullable String optional(
            Options options, String option, List<String> known, Problems problems) {
        return options.text(option) == null
                ? null
                : choice(options, option, known, known.getFirst(), problems);
    }

    private static String choice(
            Options options,
            String option,
            List<String> known,
            String otherwise,
            Problems problems) {
        String given = options.text(option, otherwise);
        if (known.contains(given)) {
            return given;
        }
        problems.error(
                options.where(option),
                option + " is \"" + given + "\", which there is not.",
                Suggest.remedy(given, known, "Write one of: " + String.join(", ", known) + "."));
        return otherwise;
    }

    /**
     * The hostclass's options in that environment; what is wrong with them is another's concern.
     */
    private Options hostclassOptions(String hostclass, String environment) {
        Lookup lookup =
                new Lookup(
                        configuration.hostclasses(),
                        Precedence.HOSTCLASS,
                        Map.of("hostclass", hostclass, "environment", environment));
        return new Options(lookup, HostclassOptions.all(), new Problems());
    }
}
