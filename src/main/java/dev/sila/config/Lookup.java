package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks for options in one file by one order of precedence. */
public final class Lookup {
    private static final String TEST = "test_";

    private final IniFile file;
    private final Precedence precedence;
    private final Map<String, String> holes;

    /**
     * @param holes what stands for the holes of the rules, such as {@code hostclass}; a rule with a
     *     hole that has no value is passed over
     */
    public Lookup(IniFile file, Precedence precedence, Map<String, String> holes) {
        this.file = file;
        this.precedence = precedence;
        this.holes = Map.copyOf(holes);
    }

    /** The option's value and where it comes from, or empty if no place has it. */
    public Optional<Option> find(String name) {
        Map<String, String> filled = new HashMap<>(holes);
        filled.put("option", name);
        filled.put("bare", name.startsWith(TEST) ? name.substring(TEST.length()) : name);
        return precedence.rules().stream()
                .flatMap(rule -> rule.place(filled).stream())
                .flatMap(place -> at(place, name).stream())
                .findFirst();
    }

    private Optional<Option> at(Rule.Place place, String name) {
        return file.find(place.section(), place.option())
                .map(found ->
                        new Option(
                                name,
                                found.value(),
                                found.file(),
                                found.line(),
                                rule(place, found)));
    }

    private static String rule(Rule.Place place, IniOption found) {
        String rule = "[" + place.section() + "] " + place.option();
        return found.section().equals(place.section())
                ? rule
                : rule + " from [" + found.section() + "]";
    }
}
