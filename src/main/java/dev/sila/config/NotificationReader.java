package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniOption;
import dev.sila.model.Notification;
import dev.sila.model.Subscriber;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads who is told about environments: {@code [notifications]} of {@code disco_alarms.ini}. A key
 * is {@code TEAM_ENVIRONMENT_LEVEL}, as Asiaq's code has it, or {@code ENVIRONMENT_LEVEL}, as its
 * README has it. No environment's name has a {@code _}; a team's may.
 */
public final class NotificationReader {
    static final String SECTION = "notifications";
    static final List<String> LEVELS = List.of("critical", "info");

    /** The longest name that SNS takes for a topic. */
    private static final int LONGEST = 256;

    private final Configuration configuration;
    private final IniFile file;

    public NotificationReader(Configuration configuration) {
        this.configuration = configuration;
        this.file = configuration.alarms();
    }

    /** A key taken apart; the team may be empty. */
    private record Parts(String environment, String level) {
        static Optional<Parts> of(String key) {
            String[] parts = key.split("_", -1);
            return parts.length < 2
                    ? Optional.empty()
                    : Optional.of(new Parts(parts[parts.length - 2], parts[parts.length - 1]));
        }
    }

    /**
     * Who is told about exactly this environment, in the order of the file.
     *
     * @throws ProblemException with every error in its keys, and in keys that name no environment
     */
    public List<Notification> read(String environment) {
        Problems problems = new Problems();
        List<Notification> notifications =
                file.own(SECTION).stream()
                        .filter(each -> concerns(each, environment))
                        .flatMap(each -> notification(each, problems).stream())
                        .toList();
        problems.throwIfErrors();
        return notifications;
    }

    /** Option names ignore case, so these names of environments do too. */
    private static boolean concerns(IniOption option, String environment) {
        return Parts.of(option.name())
                .map(parts -> parts.environment().equals(environment.toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    /** Puts everything that is wrong in the file into problems. */
    void check(Problems problems) {
        for (IniOption each : file.own(SECTION)) {
            notification(each, problems);
            Parts.of(each.name()).ifPresent(parts -> environment(each, parts, problems));
        }
    }

    /** The names of the topics of exactly this environment, whatever else is wrong in the file. */
    Set<String> names(String environment) {
        return file.own(SECTION).stream()
                .filter(each -> Parts.of(each.name()).isPresent() && concerns(each, environment))
                .map(IniOption::name)
                .collect(Collectors.toSet());
    }

    private Optional<Notification> notification(IniOption option, Problems problems) {
        Optional<Parts> parts = Parts.of(option.name());
        boolean named =
                option.name().matches("[a-z0-9_-]{1," + LONGEST + "}")
                        && parts.filter(it -> !it.environment().isEmpty()).isPresent();
        if (!named) {
            problems.error(
                    option.where(),
                    "\"" + option.name() + "\" names no environment and level.",
                    "Write the key as ENVIRONMENT_LEVEL or TEAM_ENVIRONMENT_LEVEL, of letters,"
                            + " digits, - and _, such as ci_critical.");
        } else if (!LEVELS.contains(parts.orElseThrow().level())) {
            String level = parts.orElseThrow().level();
            problems.error(
                    option.where(),
                    option.name() + " has the level " + level + ", which there is not.",
                    Suggest.remedy(level, LEVELS, "Write critical or info."));
        }
        List<Subscriber> subscribers = subscribers(option, problems);
        return named
                ? Optional.of(new Notification(option.name(), option.where(), subscribers))
                : Optional.empty();
    }

    private static List<Subscriber> subscribers(IniOption option, Problems problems) {
        Set<String> words =
                Arrays.stream(option.value().split("[,\\s]+"))
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (words.isEmpty()) {
            problems.error(
                    option.where(),
                    option.name() + " has no subscriber.",
                    "Write an e-mail address or a URL, or remove the line.");
        }
        return words.stream()
                .flatMap(word -> {
                    Optional<Subscriber> subscriber = Subscriber.read(word);
                    if (subscriber.isEmpty()) {
                        malformed(option, word, problems);
                    }
                    return subscriber.stream();
                })
                .toList();
    }

    private static void malformed(IniOption option, String word, Problems problems) {
        boolean url = word.startsWith("http");
        problems.error(
                option.where(),
                option.name()
                        + " has a subscriber that is no "
                        + (url ? "URL" : "e-mail address, URL or queue")
                        + ": "
                        + word.replaceAll("//[^/@]*@", "//...@"),
                url
                        ? "Write http:// or https://, a host and a path, without a password in it."
                        : "Write name@example.com, https://host/path, or the ARN of a queue"
                                + " (arn:aws:sqs:...) that is not FIFO; put , between two.");
    }

    /** An environment may have no section, so a strange name counts only if another is near. */
    private void environment(IniOption option, Parts parts, Problems problems) {
        Set<String> known = configuration.likelyEnvironments();
        String name = parts.environment();
        if (known.stream().noneMatch(name::equalsIgnoreCase)) {
            Suggest.nearest(name, known)
                    .ifPresent(near ->
                            problems.warning(
                                    option.where(),
                                    "there is no [env:" + name + "].",
                                    "Did you mean " + near + "?"));
        }
    }
}
