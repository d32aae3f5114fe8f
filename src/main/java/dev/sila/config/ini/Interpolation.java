package dev.sila.config.ini;

import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in {@code %(name)s} from the options of one section. */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("%\\(([^)]*)\\)s");

    /** How often a value may lead to another; as Python has it. */
    private static final int DEPTH = 10;

    private final Map<String, IniOption> context;
    private final Problems problems;

    Interpolation(Map<String, IniOption> context, Problems problems) {
        this.context = context;
        this.problems = problems;
    }

    /** The option's value with every reference filled in; one that leads nowhere is reported. */
    String fill(IniOption option) {
        String value = option.value();
        for (int depth = 0; depth < DEPTH && REFERENCE.matcher(value).find(); depth++) {
            Optional<String> unknown = unknown(value);
            if (unknown.isPresent()) {
                missing(option, unknown.get());
                return value;
            }
            value = once(value);
        }
        if (REFERENCE.matcher(value).find()) {
            problems.error(
                    option.where(),
                    "the option " + option.name() + " refers to itself.",
                    "Write its value out.");
        }
        return value;
    }

    private Optional<String> unknown(String value) {
        return REFERENCE
                .matcher(value)
                .results()
                .map(each -> each.group(1))
                .filter(each -> !context.containsKey(IniParser.optionName(each)))
                .findFirst();
    }

    private String once(String value) {
        return REFERENCE
                .matcher(value)
                .replaceAll(each -> {
                    String name = IniParser.optionName(each.group(1));
                    IniOption other = Objects.requireNonNull(context.get(name));
                    return Matcher.quoteReplacement(other.value());
                });
    }

    private void missing(IniOption option, String name) {
        problems.error(
                option.where(),
                "the option "
                        + option.name()
                        + " refers to "
                        + name
                        + ", which this section does"
                        + " not have.",
                Suggest.remedy(name, context.keySet(), "Define it here or in [DEFAULT]."));
    }
}
