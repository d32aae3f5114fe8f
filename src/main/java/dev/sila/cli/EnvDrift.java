package dev.sila.cli;

import dev.sila.aws.Time;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Drifts;
import dev.sila.cli.operation.Environments;
import dev.sila.config.Configuration;
import dev.sila.engine.Drift;
import dev.sila.engine.Drift.Sort;
import dev.sila.engine.Plan;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what differs between the cloud and the files, and who changed it. */
@Command(
        name = "drift",
        description = {
            "Show what differs between the cloud and the files, and who changed it and when, "
                    + "where CloudTrail knows.",
            "Changes nothing.",
            "Exits with 0 if nothing differs, 1 on errors, 2 if something does."
        })
final class EnvDrift implements Callable<Integer> {
    private static final int DRIFT = 2;

    private final Session session;

    @Spec private CommandSpec command = CommandSpec.create();

    @Mixin private NamedEnvironment environment = new NamedEnvironment();

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "Look at the hostclasses of this pipeline as well; can be repeated.")
    private List<String> pipelines = new ArrayList<>();

    @Option(
            names = "--watch",
            description = "Look again and again, and tell what changes, until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "How long to pause between two looks (default: ${DEFAULT-VALUE}).")
    private int interval = 60;

    EnvDrift(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (interval < 1) {
            throw new ParameterException(
                    command.commandLine(), "--interval " + interval + ": it is at least 1 second.");
        }
        Configuration first = session.configuration(environment.name());
        try (Cloud cloud = session.cloud()) {
            return watch ? watch(cloud) : once(new Drifts(cloud, () -> plan(cloud, first)));
        }
    }

    private Plan plan(Cloud cloud, Configuration files) {
        return Environments.of(cloud, files).plan(environment.request(), pipelines);
    }

    private int once(Drifts drifts) {
        Drifts.Look look = drifts.look();
        Drifts.Authors authors =
                look.drifts().isEmpty()
                        ? new Drifts.Authors(Map.of(), null)
                        : drifts.authors(look.drifts());
        session.output().document(() -> text(look, authors), () -> data(look, authors));
        if (authors.untold() != null) {
            session.progress().say(authors.untold());
        }
        return look.drifts().isEmpty() ? 0 : DRIFT;
    }

    private static String text(Drifts.Look look, Drifts.Authors authors) {
        StringBuilder text = new StringBuilder();
        for (Drift each : look.drifts()) {
            text.append(DriftWords.text(each, authors.events().get(each)));
        }
        return text.append(sentence(look)).append('\n').toString();
    }

    private static String sentence(Drifts.Look look) {
        if (look.drifts().isEmpty()) {
            return "No drift: " + look.asWanted() + " resources are as the files say.";
        }
        return "Drift: %d different, %d missing, %d not in the files; %d as the files say."
                .formatted(
                        count(look, Sort.DIFFERENT),
                        count(look, Sort.MISSING),
                        count(look, Sort.UNWANTED),
                        look.asWanted());
    }

    private static long count(Drifts.Look look, Sort sort) {
        return look.drifts().stream().filter(each -> each.sort() == sort).count();
    }

    private Map<String, @Nullable Object> data(Drifts.Look look, Drifts.Authors authors) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("environment", environment.name());
        data.put("different", count(look, Sort.DIFFERENT));
        data.put("missing", count(look, Sort.MISSING));
        data.put("unwanted", count(look, Sort.UNWANTED));
        data.put("asWanted", look.asWanted());
        data.put(
                "drift",
                look.drifts().stream()
                        .map(each -> DriftWords.data(each, authors.events().get(each)))
                        .toList());
        data.put("untold", authors.untold());
        return data;
    }

    /** Reads the files anew for each look, so that an edit shows. Only a signal ends it. */
    private int watch(Cloud cloud) {
        Drifts drifts = new Drifts(cloud, () -> plan(cloud, session.configuration()));
        Heartbeat heartbeat = new Heartbeat(session.terminal());
        session.interruption()
                .expected(() -> {
                    heartbeat.clear();
                    session.progress().say("The watch of " + environment.name() + " ends.");
                });
        new DriftWatch(
                        Time.real(),
                        Clock.systemUTC(),
                        Duration.ofSeconds(interval),
                        new DriftWatch.Source(drifts::look, drifts::authors),
                        new Telling(heartbeat))
                .run();
        return 0;
    }

    /** Prints what happened as data; beats go to a terminal only. */
    private final class Telling implements DriftWatch.Listener {
        private final Heartbeat heartbeat;

        Telling(Heartbeat heartbeat) {
            this.heartbeat = heartbeat;
        }

        @Override
        public void changed(List<DriftWatch.Happening> happenings) {
            heartbeat.clear();
            session.output()
                    .document(
                            () ->
                                    String.join(
                                            "",
                                            happenings.stream()
                                                    .map(DriftWatch.Happening::text)
                                                    .toList()),
                            () -> happenings.stream().map(DriftWatch.Happening::data).toList());
        }

        @Override
        public void note(String line) {
            heartbeat.clear();
            session.progress().say(line);
        }

        @Override
        public void beat(String line) {
            heartbeat.show(environment.name() + ": " + line);
        }
    }
}
