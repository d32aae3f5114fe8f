package dev.sila.cli.output;

/** How data is printed. */
public enum Format {
    TABLE,
    JSON,
    YAML
}
