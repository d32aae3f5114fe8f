package dev.sila.localcloud.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.service.ssm.CommandRunner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands on simulated machines, which have no shell: {@code echo} of plain text, {@code sleep},
 * {@code true}, {@code false}, {@code exit}, {@code set} and comments are carried out. The first
 * other line fails the step and says so: nothing pretends to have run.
 */
final class SimulatedCommands implements CommandRunner {
    private static final Duration PROMPT = Duration.ofMillis(500);
    private static final int NOT_FOUND = 127;
    private static final Pattern ECHO =
            Pattern.compile("echo(?:\\s+(?:\"([^\"$`\\\\]*)\"|'([^']*)'|([^\"'$`\\\\|&;<>()]*)))?");
    private static final Pattern SLEEP = Pattern.compile("sleep\\s+(\\d{1,6})s?");
    private static final Pattern EXIT = Pattern.compile("exit(?:\\s+(\\d{1,3}))?");
    private static final Pattern NOTHING = Pattern.compile("|#.*|true|:|set\\s+[-+]\\w+( \\w+)?");

    private final Timeline timeline;

    SimulatedCommands(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public Stop run(Step step, Consumer<Result> done) {
        Script script = new Script(timeline, lines(step.inputs().path("runCommand")), done);
        if (step.plugin().equals("aws:runShellScript")) {
            script.goOn(PROMPT);
        } else {
            script.refuse(
                    "The simulated machines of the local cloud do not carry out "
                            + step.plugin()
                            + ".");
        }
        return script::stop;
    }

    private static List<String> lines(JsonNode runCommand) {
        List<String> lines = new ArrayList<>();
        if (runCommand.isArray()) {
            runCommand.forEach(each -> each.asText().lines().forEach(lines::add));
        } else {
            runCommand.asText().lines().forEach(lines::add);
        }
        return lines;
    }

    /** One script on its way. */
    private static final class Script {
        private final Timeline timeline;
        private final Deque<String> lines;
        private final Consumer<Result> done;
        private final StringBuilder output = new StringBuilder();
        private final List<Timeline.Pending> pending = new ArrayList<>();

        Script(Timeline timeline, List<String> lines, Consumer<Result> done) {
            this.timeline = timeline;
            this.lines = new ArrayDeque<>(lines);
            this.done = done;
        }

        void goOn(Duration after) {
            pending.clear();
            pending.add(timeline.after(after, this::run));
        }

        void stop() {
            pending.forEach(Timeline.Pending::cancel);
        }

        void refuse(String why) {
            pending.add(timeline.after(PROMPT, () -> end(NOT_FOUND, why)));
        }

        private void run() {
            while (!lines.isEmpty()) {
                String line = lines.remove().strip();
                Matcher echo = ECHO.matcher(line);
                Matcher sleep = SLEEP.matcher(line);
                Matcher exit = EXIT.matcher(line);
                if (NOTHING.matcher(line).matches()) {
                    continue;
                }
                if (echo.matches()) {
                    output.append(text(echo)).append('\n');
                } else if (sleep.matches()) {
                    goOn(Duration.ofSeconds(Long.parseLong(sleep.group(1))));
                    return;
                } else if (exit.matches()) {
                    end(exit.group(1) == null ? 0 : Integer.parseInt(exit.group(1)), "");
                    return;
                } else if (line.equals("false")) {
                    if (lines.isEmpty()) {
                        end(1, "");
                        return;
                    }
                } else {
                    end(
                            NOT_FOUND,
                            "The simulated machines of the local cloud have no shell and do not"
                                    + " carry out: "
                                    + line);
                    return;
                }
            }
            end(0, "");
        }

        private static String text(Matcher echo) {
            for (int group = 1; group <= 3; group++) {
                if (echo.group(group) != null) {
                    return echo.group(group).stripTrailing();
                }
            }
            return "";
        }

        private void end(int code, String error) {
            done.accept(new Result(code, output.toString(), error));
        }
    }
}
