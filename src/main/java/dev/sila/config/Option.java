package dev.sila.config;

/**
 * An option that has been resolved.
 *
 * @param name the name that was asked for
 * @param file the file that gives the value, or {@code default} when Sila gives it
 * @param line the line in it; 0 for a default
 * @param rule how it was found: the place of the order of precedence, or {@code default}
 */
public record Option(String name, String value, String file, int line, String rule) {

    /** The value that Sila itself gives when no file does. */
    static Option fallback(String name, String value) {
        return new Option(name, value, "default", 0, "default");
    }

    /** Its place: file and line. */
    public String where() {
        return line == 0 ? file : file + ":" + line;
    }
}
