package dev.sila.config.ini;

import dev.sila.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dialect of Python 2.7's {@code ConfigParser}, which Asiaq's files are written in:
 *
 * <ul>
 *   <li>option names ignore case, section names do not;
 *   <li>the first {@code =} or {@code :} of a line ends the option's name;
 *   <li>a line that begins with {@code #} or {@code ;} is a comment; inside a line only a {@code ;}
 *       after white space begins one;
 *   <li>an indented line continues the option above it, joined by a line break;
 *   <li>sections of the same name are one, and of equal options the last counts;
 *   <li>{@code [DEFAULT]} applies to every section;
 *   <li>{@code %(name)s} stands for another option of the section; any other {@code %} is itself.
 * </ul>
 */
public final class IniParser {
    static final String DEFAULT = "DEFAULT";

    private static final Pattern HEADER = Pattern.compile("\\[([^]]+)].*");
    private static final Pattern OPTION = Pattern.compile("([^:=\\s][^:=]*?)\\s*[:=](.*)");
    private static final Pattern INLINE_COMMENT = Pattern.compile("(^|\\s);.*");

    private final String file;
    private final Problems problems;
    private final Map<String, Raw> sections = new LinkedHashMap<>();
    private @Nullable Raw section;
    private @Nullable String option;

    private IniParser(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** A section while it is read. */
    private record Raw(String name, int line, Map<String, IniOption> options) {}

    /**
     * Reads a file. What cannot be read is reported and left out.
     *
     * @param file its name, for problems
     */
    public static IniFile parse(String file, String text, Problems problems) {
        IniParser parser = new IniParser(file, problems);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            parser.line(
                    number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line, number);
        }
        return parser.finish();
    }

    /** The form in which option names are compared. */
    static String optionName(String written) {
        return written.strip().toLowerCase(Locale.ROOT);
    }

    private void line(String line, int number) {
        if (line.isBlank() || line.strip().startsWith("#") || line.strip().startsWith(";")) {
            return;
        }
        if (Character.isWhitespace(line.charAt(0)) && section != null && option != null) {
            section.options()
                    .computeIfPresent(option, (_, before) -> continued(before, line.strip()));
            return;
        }
        String text = line.strip();
        Matcher header = HEADER.matcher(text);
        if (header.matches()) {
            section =
                    sections.computeIfAbsent(
                            header.group(1), name -> new Raw(name, number, new LinkedHashMap<>()));
            option = null;
        } else {
            option(text, number);
        }
    }

    private void option(String text, int number) {
        Matcher matcher = OPTION.matcher(text);
        if (!matcher.matches()) {
            option = null;
            problems.error(
                    file + ":" + number,
                    "\"" + text + "\" is neither a section nor an option with a value.",
                    "Write it as name=value, or put # before it.");
        } else if (section == null) {
            problems.error(
                    file + ":" + number,
                    "the option " + matcher.group(1) + " stands before the first section.",
                    "Put a section such as [disco_aws] above it.");
        } else {
            option = optionName(matcher.group(1));
            section.options().remove(option);
            section.options()
                    .put(
                            option,
                            new IniOption(
                                    section.name(), option, value(matcher.group(2)), file, number));
        }
    }

    /** The value of a line: without inline comment; a pair of quotes alone stands for nothing. */
    private static String value(String written) {
        String value = INLINE_COMMENT.matcher(written).replaceFirst("").strip();
        return value.equals("\"\"") ? "" : value;
    }

    private static IniOption continued(IniOption before, String more) {
        String joined = before.value().isEmpty() ? more : before.value() + "\n" + more;
        return with(before, joined);
    }

    private static IniOption with(IniOption option, String value) {
        return new IniOption(option.section(), option.name(), value, option.file(), option.line());
    }

    private IniFile finish() {
        Raw defaults = sections.remove(DEFAULT);
        Map<String, IniFile.Section> finished = new LinkedHashMap<>();
        for (Raw each : sections.values()) {
            Map<String, IniOption> context = new LinkedHashMap<>();
            if (defaults != null) {
                context.putAll(defaults.options());
            }
            context.putAll(each.options());
            Interpolation interpolation = new Interpolation(context, problems);
            Map<String, IniOption> all = new LinkedHashMap<>();
            context.forEach((name, raw) -> all.put(name, with(raw, interpolation.fill(raw))));
            Map<String, IniOption> own = new LinkedHashMap<>();
            each.options()
                    .keySet()
                    .forEach(name -> own.put(name, Objects.requireNonNull(all.get(name))));
            finished.put(each.name(), new IniFile.Section(each.line(), own, all));
        }
        return new IniFile(file, finished);
    }
}
