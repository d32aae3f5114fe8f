package dev.sila.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one learns whether a host has passed its smoke test. */
public sealed interface SmokeProbe {
    /** The words that {@link #read} takes, for people. */
    String FORMS = "tag, http:PORT/PATH, ssm:COMMAND or ssh:COMMAND";

    /**
     * The host itself says so: once its boot scripts have passed they write its tag {@code
     * smoketest=tested}. Source: Asiaq's host contract.
     */
    record Tag() implements SmokeProbe {}

    /**
     * The host answers a request with a status below 400.
     *
     * @param path with its leading {@code /}
     */
    record Http(int port, String path) implements SmokeProbe {}

    /**
     * A command that SSM runs on the host ends with 0.
     *
     * @param text for the host's shell
     */
    record Command(String text) implements SmokeProbe {}

    /**
     * A command that is run on the host by SSH ends with 0.
     *
     * @param text for the account's shell on the host
     */
    record Shell(String text) implements SmokeProbe {}

    /** Reads one of {@link #FORMS}; empty if it is none. */
    static Optional<SmokeProbe> read(String text) {
        String word = text.strip();
        Matcher http = Forms.HTTP.matcher(word);
        if (word.equals("tag")) {
            return Optional.of(new Tag());
        }
        if (http.matches()) {
            int port = Integer.parseInt(http.group(1));
            String path = http.group(2) == null ? "/" : http.group(2);
            return port < 1 || port > Forms.MOST_PORT
                    ? Optional.empty()
                    : Optional.of(new Http(port, path));
        }
        return after(Forms.SSM, word)
                .<SmokeProbe>map(Command::new)
                .or(() -> after(Forms.SSH, word).map(Shell::new));
    }

    private static Optional<String> after(String form, String word) {
        return Optional.of(word)
                .filter(each -> each.startsWith(form))
                .map(each -> each.substring(form.length()).strip())
                .filter(each -> !each.isEmpty());
    }

    /** How the words are taken apart. */
    final class Forms {
        private static final Pattern HTTP = Pattern.compile("http:(\\d{1,5})(/\\S*)?");
        private static final String SSM = "ssm:";
        private static final String SSH = "ssh:";
        private static final int MOST_PORT = 65_535;

        private Forms() {}
    }
}
