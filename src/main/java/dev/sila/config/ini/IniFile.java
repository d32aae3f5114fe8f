package dev.sila.config.ini;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file that has been read. Option names ignore case, section names do not. */
public final class IniFile {
    private final String file;
    private final Map<String, Section> sections;

    IniFile(String file, Map<String, Section> sections) {
        this.file = file;
        this.sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /** A file without any section. */
    public static IniFile empty(String file) {
        return new IniFile(file, Map.of());
    }

    /**
     * A section.
     *
     * @param line where its name stands first
     * @param own the options that stand in it, by name
     * @param all those, and the ones of {@code [DEFAULT]} that it does not have itself
     */
    record Section(int line, Map<String, IniOption> own, Map<String, IniOption> all) {}

    /** The file's name, relative to the environment directory. */
    public String file() {
        return file;
    }

    /** The names of all sections but {@code [DEFAULT]}, in the order of the file. */
    public Set<String> sections() {
        return sections.keySet();
    }

    public boolean has(String section) {
        return sections.containsKey(section);
    }

    /** The place of the section: file and line. */
    public String where(String section) {
        Section found = sections.get(section);
        return found == null ? file : file + ":" + found.line();
    }

    /** The option in that section or, for an existing section, in {@code [DEFAULT]}. */
    public Optional<IniOption> find(String section, String option) {
        Section found = sections.get(section);
        return found == null
                ? Optional.empty()
                : Optional.ofNullable(found.all().get(IniParser.optionName(option)));
    }

    /** The options that stand in the section itself, in the order of the file. */
    public List<IniOption> own(String section) {
        return list(section, false);
    }

    /** The options that apply in the section, those of {@code [DEFAULT]} included. */
    public List<IniOption> all(String section) {
        return list(section, true);
    }

    private List<IniOption> list(String section, boolean defaults) {
        Section found = sections.get(section);
        if (found == null) {
            return List.of();
        }
        Collection<IniOption> options = (defaults ? found.all() : found.own()).values();
        return List.copyOf(options);
    }
}
