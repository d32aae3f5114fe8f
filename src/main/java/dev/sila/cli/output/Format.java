package dev.sila.cli.output;

import java.util.Locale;

/** How data is printed. */
public enum Format {
    TABLE,
    JSON,
    YAML;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
