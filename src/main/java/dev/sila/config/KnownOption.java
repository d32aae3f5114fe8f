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
 * @param description what the reference says about it
 */
public record KnownOption(
        String name,
        Form form,
        long least,
        long most,
        @Nullable String fallback,
        boolean carriedOut,
        Description description) {

    /** What a value looks like. */
    public enum Form {
        TEXT,
        NUMBER,
        DECIMAL,
        FLAG
    }

    /**
     * What the reference says about an option.
     *
     * @param value what its value looks like
     * @param meaning what it does
     * @param absent what holds when no file gives one and there is no fallback
     */
    public record Description(String value, String meaning, String absent) {
        static final Description NONE = new Description("", "", "");
    }

    static KnownOption text(String name) {
        return new KnownOption(name, Form.TEXT, 0, 0, null, true, Description.NONE);
    }

    static KnownOption text(String name, String fallback) {
        return new KnownOption(name, Form.TEXT, 0, 0, fallback, true, Description.NONE);
    }

    static KnownOption flag(String name) {
        return new KnownOption(name, Form.FLAG, 0, 0, null, true, Description.NONE);
    }

    static KnownOption flag(String name, boolean fallback) {
        return new KnownOption(
                name, Form.FLAG, 0, 0, fallback ? "True" : "False", true, Description.NONE);
    }

    static KnownOption decimal(String name) {
        return new KnownOption(name, Form.DECIMAL, 0, 0, null, true, Description.NONE);
    }

    static KnownOption number(String name, long least, long most) {
        return new KnownOption(name, Form.NUMBER, least, most, null, true, Description.NONE);
    }

    static KnownOption number(String name, long least, long most, long fallback) {
        return new KnownOption(
                name, Form.NUMBER, least, most, String.valueOf(fallback), true, Description.NONE);
    }

    /** The same option, only accepted by this version. */
    KnownOption accepted() {
        return new KnownOption(name, form, least, most, fallback, false, description);
    }

    /** The same option, with what the reference says about it. */
    KnownOption described(String value, String meaning, String absent) {
        Description said = new Description(value, meaning, absent);
        return new KnownOption(name, form, least, most, fallback, carriedOut, said);
    }

    /** The same option by another name. */
    KnownOption named(String other) {
        return new KnownOption(other, form, least, most, fallback, carriedOut, description);
    }
}
