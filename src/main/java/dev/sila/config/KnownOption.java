package dev.sila.config;

import org.jspecify.annotations.Nullable;

/**
 * An option that the files may have.
 *
 * @param form what its value looks like
 * @param least the smallest number allowed, for a number
 * @param most the largest number allowed, for a number
 * @param fallback the value when no file gives one, or null for none
 * @param carriedOut whether this version acts on it, or only accepts it
 */
public record KnownOption(
        String name,
        Form form,
        long least,
        long most,
        @Nullable String fallback,
        boolean carriedOut) {

    /** What a value looks like. */
    public enum Form {
        TEXT,
        NUMBER,
        DECIMAL,
        FLAG
    }

    static KnownOption text(String name) {
        return new KnownOption(name, Form.TEXT, 0, 0, null, true);
    }

    static KnownOption text(String name, String fallback) {
        return new KnownOption(name, Form.TEXT, 0, 0, fallback, true);
    }

    static KnownOption flag(String name) {
        return new KnownOption(name, Form.FLAG, 0, 0, null, true);
    }

    static KnownOption flag(String name, boolean fallback) {
        return new KnownOption(name, Form.FLAG, 0, 0, fallback ? "True" : "False", true);
    }

    static KnownOption decimal(String name) {
        return new KnownOption(name, Form.DECIMAL, 0, 0, null, true);
    }

    static KnownOption number(String name, long least, long most) {
        return new KnownOption(name, Form.NUMBER, least, most, null, true);
    }

    static KnownOption number(String name, long least, long most, long fallback) {
        return new KnownOption(name, Form.NUMBER, least, most, String.valueOf(fallback), true);
    }

    /** The same option, only accepted by this version. */
    KnownOption accepted() {
        return new KnownOption(name, form, least, most, fallback, false);
    }
}
