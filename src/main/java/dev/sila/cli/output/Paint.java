package dev.sila.cli.output;

/**
 * Colours a text, or leaves it.
 *
 * @param enabled whether the text goes where colours are seen
 */
public record Paint(boolean enabled) {
    public String bold(String text) {
        return paint("1", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    /** Select Graphic Rendition, ECMA-48 8.3.117. */
    private String paint(String code, String text) {
        return enabled ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
