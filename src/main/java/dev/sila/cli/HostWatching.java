package dev.sila.cli;

import dev.sila.aws.AwsFailures;
import dev.sila.aws.Time;
import dev.sila.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tells on the terminal what a watch of hosts sees. */
final class HostWatching {
    private final Session session;
    private final String environment;
    private final HostColumns columns;
    private final int interval;
    private final Heartbeat heartbeat;

    HostWatching(Session session, String environment, HostColumns columns, int interval) {
        this.session = session;
        this.environment = environment;
        this.columns = columns;
        this.interval = interval;
        this.heartbeat = new Heartbeat(session.terminal());
    }

    /** Only a signal ends it. */
    void run(HostList.Look first, Supplier<HostList.Look> look) {
        session.interruption()
                .expected(() -> {
                    heartbeat.clear();
                    session.progress().say("The watch of " + environment + " ends.");
                });
        session.progress().say("Watching, with a look every " + interval + " s.");
        new HostWatch(
                        Time.real(),
                        Clock.systemUTC(),
                        Duration.ofSeconds(interval),
                        columns.columns(first.facts()),
                        new Telling())
                .run(first.hosts(), () -> look.get().hosts(), HostWatching::inWords);
    }

    private static String inWords(RuntimeException failure) {
        return AwsFailures.inWords("AWS", failure).map(Problem::what).orElseThrow(() -> failure);
    }

    private final class Telling implements HostWatch.Listener {
        @Override
        public void changed(List<HostWatch.Happening> happenings) {
            heartbeat.clear();
            session.output()
                    .document(
                            () ->
                                    happenings.stream()
                                            .map(each -> each.text() + System.lineSeparator())
                                            .collect(Collectors.joining()),
                            () -> happenings.stream().map(HostWatch.Happening::data).toList());
        }

        @Override
        public void note(String line) {
            heartbeat.clear();
            session.progress().say(line);
        }

        @Override
        public void beat(String line) {
            heartbeat.show(environment + ": " + line);
        }
    }
}
