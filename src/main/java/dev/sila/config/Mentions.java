package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the configuration's files name something, such as an Elastic IP address. */
public final class Mentions {
    private final Configuration configuration;

    public Mentions(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * The options, as {@code file:line option}, that have one of these words as a whole in their
     * value; for any hostclass and any environment.
     */
    public Set<String> of(Set<String> words) {
        Set<String> places = new TreeSet<>();
        Stream.of(configuration.hostclasses(), configuration.networks(), configuration.alarms())
                .forEach(file -> file(file, words, places));
        return places;
    }

    private static void file(IniFile file, Set<String> words, Set<String> places) {
        for (String section : file.sections()) {
            for (IniOption option : file.all(section)) {
                if (Arrays.stream(option.value().split("[\\s,;/]+")).anyMatch(words::contains)) {
                    places.add(option.file() + ":" + option.line() + " " + option.name());
                }
            }
        }
    }
}
