package dev.sila.config;

import static dev.sila.config.KnownOption.number;
import static dev.sila.config.KnownOption.text;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniOption;
import dev.sila.model.LogMetric;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads which metrics CloudWatch takes from logs: sections {@code [HOSTCLASS.METRIC]} of {@code
 * disco_log_metrics.ini}.
 */
public final class LogMetricReader {
    /**
     * The times that CloudWatch Logs keeps lines for, in days. Source: its API reference, <a
     * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a>.
     */
    private static final Set<Integer> RETENTIONS =
            new TreeSet<>(
                    Set.of(
                            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
                            1827, 2192, 2557, 2922, 3288, 3653));

    private static final List<KnownOption> OPTIONS =
            List.of(
                    text("log_file")
                            .described(
                                    "a path, such as `/var/log/httpd/error_log`",
                                    "the file on the hosts; its lines are in the log group"
                                            + " `ENV/HOSTCLASS/PATH`, to which the host's agent sends them",
                                    "needed"),
                    text("filter_pattern")
                            .described(
                                    "a [pattern](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html)",
                                    "which lines count",
                                    "every line"),
                    text("metric_value", "1")
                            .described(
                                    "a number, or a field of the pattern such as `$status_code`",
                                    "the value that each of these lines gives to the metric",
                                    ""),
                    number("retention_days", 1, 3653)
                            .described(
                                    "1, 3, 5, 7, 14, 30, 60, 90, ... 3653",
                                    "how many days CloudWatch keeps the lines; *new*",
                                    "left as it is; AWS begins with for ever"));

    private final IniFile file;
    private final Set<String> hostclasses;

    public LogMetricReader(Configuration configuration) {
        this.file = configuration.logMetrics();
        this.hostclasses = configuration.hostclassNames();
    }

    /** The options of a section. */
    public static List<KnownOption> options() {
        return OPTIONS;
    }

    /**
     * The metrics of exactly this hostclass, in the order of the file.
     *
     * @throws ProblemException with every error in their sections
     */
    public List<LogMetric> read(String hostclass) {
        Problems problems = new Problems();
        List<LogMetric> metrics = new ArrayList<>();
        for (String section : file.sections()) {
            if (hostclass.equals(hostclass(section).orElse(""))) {
                metric(section, problems).ifPresent(metrics::add);
            }
        }
        retentions(metrics, problems);
        problems.throwIfErrors();
        return List.copyOf(metrics);
    }

    /** The names of the hostclass's metrics, whatever else is wrong with them. */
    Set<String> names(String hostclass) {
        Set<String> names = new TreeSet<>();
        for (String section : file.sections()) {
            if (hostclass.equals(hostclass(section).orElse(""))) {
                names.add(section.substring(section.indexOf('.') + 1));
            }
        }
        return names;
    }

    private static Optional<String> hostclass(String section) {
        int dot = section.indexOf('.');
        boolean both = dot > 0 && dot < section.length() - 1;
        return both ? Optional.of(section.substring(0, dot)) : Optional.empty();
    }

    /** Puts everything that is wrong in the file into problems. */
    void check(Problems problems) {
        Map<String, List<LogMetric>> byHostclass = new HashMap<>();
        for (String section : file.sections()) {
            Optional<String> hostclass = hostclass(section);
            if (hostclass.isEmpty()) {
                problems.error(
                        file.where(section),
                        "the section [" + section + "] names no hostclass and metric.",
                        "Write [HOSTCLASS.METRIC], such as [mhcweb.ErrorCount].");
                continue;
            }
            if (!hostclasses.contains(hostclass.get())) {
                problems.warning(
                        file.where(section),
                        "there is no hostclass " + hostclass.get() + ".",
                        Suggest.remedy(hostclass.get(), hostclasses, "Remove the section."));
            }
            file.own(section).forEach(each -> option(each, problems));
            metric(section, problems)
                    .ifPresent(each ->
                            byHostclass
                                    .computeIfAbsent(each.hostclass(), _ -> new ArrayList<>())
                                    .add(each));
        }
        byHostclass.values().forEach(each -> retentions(each, problems));
    }

    private static Map<String, KnownOption> known() {
        Map<String, KnownOption> known = new LinkedHashMap<>();
        OPTIONS.forEach(each -> known.put(each.name(), each));
        return known;
    }

    private static void option(IniOption option, Problems problems) {
        Set<String> names = known().keySet();
        if (!names.contains(option.name())) {
            OptionCheck.unknown(
                    option, names, "Options: " + String.join(", ", names) + ".", problems);
        }
    }

    private Optional<LogMetric> metric(String section, Problems problems) {
        Options options =
                new Options(
                        new Lookup(file, Precedence.LOG_METRICS, Map.of("section", section)),
                        known(),
                        problems);
        String logFile = options.text("log_file");
        String value = options.text("metric_value", "1");
        Integer retention = options.number("retention_days").orElse(null);
        if (logFile == null || !logFile.matches("/[A-Za-z0-9_/.#-]*[A-Za-z0-9_.#-]")) {
            problems.error(
                    logFile == null ? file.where(section) : options.where("log_file"),
                    logFile == null
                            ? "[" + section + "] has no log_file."
                            : "log_file is \"" + logFile + "\", which is no name of a log group.",
                    "Write a path that begins with /, of letters, digits, _ - . # and /.");
            return Optional.empty();
        }
        if (!value.matches("-?\\d+(\\.\\d+)?|\\$\\S+")) {
            problems.error(
                    options.where("metric_value"),
                    "metric_value is \"" + value + "\", neither a number nor a field.",
                    "Write 1, or a field of the pattern such as $status_code.");
        }
        if (retention != null && !RETENTIONS.contains(retention)) {
            problems.error(
                    options.where("retention_days"),
                    "retention_days is " + retention + ", which CloudWatch Logs does not have.",
                    "Write one of: " + RETENTIONS.toString().replaceAll("[\\[\\]]", "") + ".");
        }
        return Optional.of(
                new LogMetric(
                        file.where(section),
                        section.substring(0, section.indexOf('.')),
                        section.substring(section.indexOf('.') + 1),
                        logFile,
                        options.text("filter_pattern", ""),
                        value,
                        retention));
    }

    /** A log group has one time for all metrics that are read from it. */
    private static void retentions(List<LogMetric> metrics, Problems problems) {
        Map<String, LogMetric> first = new HashMap<>();
        for (LogMetric each : metrics) {
            LogMetric other = first.putIfAbsent(each.logFile(), each);
            if (other != null && !Objects.equals(other.retentionDays(), each.retentionDays())) {
                problems.error(
                        each.where(),
                        "another retention_days for " + each.logFile() + " than " + other.where(),
                        "Write the same into all sections of that log_file.");
            }
        }
    }
}
