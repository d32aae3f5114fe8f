package dev.sila.config;

import dev.sila.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads options as values of a type. What is wrong with one is reported, and its default taken. */
public final class Options {
    private static final Set<String> TRUE = Set.of("true", "yes", "t", "y", "aye", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "f", "n", "nay", "0", "");

    private static final String DECIMAL = "-?\\d{1,12}(\\.\\d{1,6})?";

    private final Lookup lookup;
    private final Map<String, KnownOption> known;
    private final Problems problems;

    public Options(Lookup lookup, Map<String, KnownOption> known, Problems problems) {
        this.lookup = lookup;
        this.known = Map.copyOf(known);
        this.problems = problems;
    }

    /**
     * Whether a value says yes: true, yes, t, y, aye or 1, in any case. Everything else says no.
     */
    public static boolean truthy(String value) {
        return TRUE.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether a value is one of the words for yes and no. */
    static boolean isFlag(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) || FALSE.contains(word);
    }

    /**
     * Why the value does not suit the option, or null if it does. A blank number stands for the
     * default.
     */
    static @Nullable String complaint(KnownOption option, String value) {
        return switch (option.form()) {
            case TEXT -> null;
            case FLAG ->
                    isFlag(value)
                            ? null
                            : option.name() + " is \"" + value + "\", neither yes nor no.";
            case DECIMAL ->
                    value.isBlank() || value.strip().matches(DECIMAL)
                            ? null
                            : option.name() + " is \"" + value + "\", not a number.";
            case NUMBER -> {
                boolean number = value.isBlank() || inRange(option, value.strip());
                yield number
                        ? null
                        : option.name()
                                + " is \""
                                + value
                                + "\", not a whole number from "
                                + option.least()
                                + " to "
                                + option.most()
                                + ".";
            }
        };
    }

    private static boolean inRange(KnownOption option, String value) {
        if (!value.matches("[+-]?\\d{1,9}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return number >= option.least() && number <= option.most();
    }

    /** The option as a file or the default gives it; empty if neither does. */
    public Optional<Option> find(String name) {
        String fallback = known(name).fallback();
        return lookup.find(name)
                .or(() ->
                        fallback == null
                                ? Optional.empty()
                                : Optional.of(Option.fallback(name, fallback)));
    }

    /** Its value without white space around it, or null if there is none or it is blank. */
    public @Nullable String text(String name) {
        return find(name)
                .map(Option::value)
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .orElse(null);
    }

    /** Its value, or the given one if there is none or it is blank. */
    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** Whether it says yes; false if there is none. */
    public boolean flag(String name) {
        return find(name).map(each -> truthy(each.value())).orElse(false);
    }

    /** Its number, or empty if there is none. One that is wrong is reported. */
    public Optional<Integer> number(String name) {
        Optional<Option> found = find(name);
        KnownOption option = known(name);
        String fallback = option.fallback();
        if (found.isPresent() && !found.get().value().isBlank()) {
            String complaint = complaint(option, found.get().value());
            if (complaint == null) {
                return Optional.of(Integer.valueOf(found.get().value().strip()));
            }
            problems.error(found.get().where(), complaint, "Correct the number.");
        }
        return fallback == null ? Optional.empty() : Optional.of(Integer.valueOf(fallback));
    }

    /**
     * Its number, which may have decimals, or null if there is none. One that is wrong is reported.
     */
    public @Nullable Double decimal(String name) {
        Optional<Option> found = find(name);
        if (found.isEmpty() || found.get().value().isBlank()) {
            return null;
        }
        String complaint = complaint(known(name), found.get().value());
        if (complaint != null) {
            problems.error(found.get().where(), complaint, "Correct the number.");
            return null;
        }
        return Double.valueOf(found.get().value().strip());
    }

    /** Its number, or the given one. */
    public int number(String name, int otherwise) {
        return number(name).orElse(otherwise);
    }

    /** The words of its value, separated by white space or commas. */
    public List<String> words(String name) {
        String text = text(name);
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,\\s]+")).filter(each -> !each.isEmpty()).toList();
    }

    /** Where the option stands, or its name if it stands nowhere. */
    public String where(String name) {
        return lookup.find(name).map(Option::where).orElse(name);
    }

    private KnownOption known(String name) {
        KnownOption option = known.get(name);
        if (option == null) {
            throw new IllegalArgumentException("no known option: " + name);
        }
        return option;
    }
}
