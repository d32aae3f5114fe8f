package dev.sila.config;

import static dev.sila.config.KnownOption.decimal;
import static dev.sila.config.KnownOption.flag;
import static dev.sila.config.KnownOption.number;
import static dev.sila.config.KnownOption.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of an alarm in {@code disco_alarms.ini}. */
public final class AlarmOptions {
    private static final List<KnownOption> WHAT =
            List.of(
                    flag("custom_metric", false)
                            .described(
                                    "yes or no",
                                    "hosts report the metric themselves, with the one dimension `env_hostclass` ="
                                            + " `ENV_HOSTCLASS`",
                                    ""),
                    flag("log_pattern_metric", false)
                            .described(
                                    "yes or no",
                                    "CloudWatch reads the metric from logs, as `disco_log_metrics.ini` says: it"
                                            + " is `HOSTCLASS-METRIC` in `NAMESPACE/ENV`, without dimensions",
                                    ""),
                    text("statistic", "Average")
                            .described(
                                    "`SampleCount`, `Average`, `Sum`, `Minimum` or `Maximum`",
                                    "what is made of the values of one period",
                                    ""),
                    number("period", 10, 604_800, 300)
                            .described(
                                    "10, 20, 30 or a multiple of 60",
                                    "the length of a period in seconds",
                                    ""),
                    number("duration", 1, 8640, 1)
                            .described(
                                    "a number",
                                    "how many periods in a row must be beyond the threshold; together at most a"
                                            + " day, or seven days for periods of an hour and longer",
                                    ""),
                    text("missing_data")
                            .described(
                                    "`missing`, `breaching`, `notBreaching` or `ignore`",
                                    "what a period without data counts as; *new*",
                                    "left as it is; AWS begins with `missing`"));

    private static final List<KnownOption> WHEN =
            List.of(
                    decimal("threshold_max")
                            .described(
                                    "a number",
                                    "an alarm when the metric is above it; blank takes back that of a weaker"
                                            + " section",
                                    "no such alarm"),
                    decimal("threshold_min")
                            .described("a number", "an alarm when the metric is below it", "none"),
                    text("level", "critical")
                            .described(
                                    "`critical` or `info`",
                                    "which topic of the team and the environment is told, of the alarm and of its"
                                            + " end",
                                    ""),
                    text("policy_max")
                            .described(
                                    "`up` or `down`",
                                    "the hostclass's scaling policy that runs above the maximum; *new*",
                                    "none"),
                    text("policy_min")
                            .described(
                                    "`up` or `down`",
                                    "the one that runs below the minimum; *new*",
                                    "none"));

    private AlarmOptions() {}

    /** The options by topic. */
    public static Map<String, List<KnownOption>> byTopic() {
        Map<String, List<KnownOption>> topics = new LinkedHashMap<>();
        topics.put("What is watched", WHAT);
        topics.put("When there is an alarm, and who is told", WHEN);
        return topics;
    }

    /** The options by name. */
    public static Map<String, KnownOption> all() {
        Map<String, KnownOption> all = new LinkedHashMap<>();
        byTopic().values().forEach(topic -> topic.forEach(each -> all.put(each.name(), each)));
        return all;
    }
}
