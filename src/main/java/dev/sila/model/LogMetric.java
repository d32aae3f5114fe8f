package dev.sila.model;

import org.jspecify.annotations.Nullable;

/**
 * A metric that CloudWatch reads from a hostclass's log file.
 *
 * @param where the place of its section
 * @param name the metric's name, without the hostclass
 * @param logFile the file on the hosts, with its path
 * @param pattern which lines count, in CloudWatch's syntax
 * @param value what each of them adds: a number, or a field such as {@code $status_code}
 * @param retentionDays how long CloudWatch keeps the lines; null: unsaid
 */
public record LogMetric(
        String where,
        String hostclass,
        String name,
        String logFile,
        String pattern,
        String value,
        @Nullable Integer retentionDays) {

    /** The name of the log group: {@code environment/hostclass/path}. */
    public String group(String environment) {
        return environment + "/" + hostclass + logFile;
    }

    /** The name of the metric filter, and of the metric in CloudWatch: {@code hostclass-name}. */
    public String filter() {
        return filter(hostclass, name);
    }

    /** The name of a hostclass's metric in CloudWatch. */
    public static String filter(String hostclass, String name) {
        return hostclass + "-" + name;
    }
}
