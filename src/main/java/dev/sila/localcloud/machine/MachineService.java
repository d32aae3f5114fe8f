package dev.sila.localcloud.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a simulated machine serves, read from the shell-style lines {@code KEY="value"} of its user
 * data.
 *
 * @param port {@code service_port}, 8080 unless given; 0 when it is not a port: nothing listens
 *     then, as on a machine whose service does not come up
 * @param healthPath {@code health_url}, {@code /health} unless given
 */
record MachineService(int port, String healthPath) {
    private static final Pattern LINE =
            Pattern.compile(
                    "(?m)^[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)="
                            + "(?:\"([^\"\\n]*)\"|'([^'\\n]*)'|([^\\s\"'#]*))[ \\t]*(?:#.*)?\\r?$");

    static MachineService of(String userData) {
        Map<String, String> values = new HashMap<>();
        Matcher lines = LINE.matcher(userData);
        while (lines.find()) {
            for (int group = 2; group <= 4; group++) {
                if (lines.group(group) != null) {
                    values.put(lines.group(1), lines.group(group));
                }
            }
        }
        return new MachineService(
                port(values.getOrDefault("service_port", "8080")),
                values.getOrDefault("health_url", "/health"));
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        return port <= 65_535 ? port : 0;
    }
}
