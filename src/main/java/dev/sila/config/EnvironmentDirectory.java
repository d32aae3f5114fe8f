package dev.sila.config;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the directory that holds an environment's files. */
public final class EnvironmentDirectory {
    /** The file that a directory must have: hostclasses and the project's name. */
    public static final String HOSTCLASSES = "disco_aws.ini";

    /** The file that a directory must have: networks. */
    public static final String NETWORKS = "disco_vpc.ini";

    /** The file that a directory may have: who is notified, and alarms. */
    static final String ALARMS = "disco_alarms.ini";

    /** The file that a directory may have: metrics that CloudWatch reads from logs. */
    static final String LOG_METRICS = "disco_log_metrics.ini";

    /** The file that a directory may have: databases. */
    static final String DATABASES = "disco_rds.ini";

    /** The file that a directory may have: search domains. */
    static final String SEARCH_DOMAINS = "disco_elasticsearch.ini";

    private EnvironmentDirectory() {}

    /**
     * The directory: the argument, else the variable {@code SILA_CONFIG}, else {@code
     * ASIAQ_CONFIG}, else the current one.
     *
     * @param argument the value of {@code --config}, or null if it is not given
     * @param variables the process's environment variables
     * @param current the current directory
     * @throws ProblemException if the directory does not have the files
     */
    public static Path locate(
            @Nullable String argument, Map<String, String> variables, Path current) {
        if (argument != null) {
            return checked(current.resolve(argument), "--config " + argument);
        }
        for (String variable : new String[] {"SILA_CONFIG", "ASIAQ_CONFIG"}) {
            String value = variables.get(variable);
            if (value != null && !value.isEmpty()) {
                return checked(current.resolve(value), variable + "=" + value);
            }
        }
        return checked(current, "the current directory");
    }

    private static Path checked(Path directory, String origin) {
        for (String file : new String[] {HOSTCLASSES, NETWORKS}) {
            if (!Files.isRegularFile(directory.resolve(file))) {
                throw new ProblemException(
                        Problem.error(
                                origin,
                                directory
                                        + " has no file "
                                        + file
                                        + ", so it is no environment"
                                        + " directory.",
                                "Name one with --config or in SILA_CONFIG; the examples folder has"
                                        + " one to begin with."));
            }
        }
        return directory;
    }
}
