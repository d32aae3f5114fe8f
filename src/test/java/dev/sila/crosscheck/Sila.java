package dev.sila.crosscheck;

import dev.sila.aws.Audit;
import dev.sila.aws.Calls;
import dev.sila.aws.Clients;
import dev.sila.aws.Session;
import dev.sila.aws.Settings;
import dev.sila.aws.Throttle;
import dev.sila.aws.Time;
import dev.sila.aws.Transport;
import dev.sila.aws.Waiter;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Execution;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Networks;
import dev.sila.cli.operation.Turn;
import dev.sila.cli.output.Progress;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.engine.Found;
import dev.sila.engine.Plan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sila's operations on one environment directory, over HTTP at an endpoint. */
final class Sila implements AutoCloseable {
    private final Progress silent =
            new Progress(
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    private final Configuration configuration;
    private final Cloud cloud;
    private final String environment;

    Sila(String endpoint, Path directory, String environment) {
        this.environment = environment;
        this.configuration = ConfigurationReader.read(directory);
        Waiter waiter = new Waiter(Time.real(), (wait, soFar) -> {});
        Calls calls = new Calls();
        Session session =
                new Session(
                        "test",
                        "crosscheck",
                        calls,
                        new Throttle(Time.real(), waiter),
                        Audit.none());
        Settings settings =
                Settings.resolve(new Settings.Options("us-east-1", null, endpoint), Map.of());
        this.cloud =
                new Cloud(
                        new Clients(settings, new Transport(), session),
                        calls,
                        waiter,
                        Clock.systemUTC());
    }

    long calls() {
        return cloud.calls().total();
    }

    Plan networkPlan() {
        return new Networks(cloud, configuration).plan(request());
    }

    Plan wholePlan(String pipeline) {
        return Environments.of(cloud, configuration).plan(request(), List.of(pipeline));
    }

    private Networks.Request request() {
        return new Networks.Request(environment, null, Map.of());
    }

    void apply(Plan plan) {
        try (Turn turn = turn()) {
            new Execution(cloud, silent, turn).apply(plan);
        }
    }

    private Turn turn() {
        Turn.Request request = new Turn.Request(environment, "crosscheck", Duration.ZERO);
        return Turn.take(cloud, silent, request);
    }

    void pipelineUp(String file) {
        Fleets fleets = new Fleets(cloud, configuration);
        try (Turn turn = turn()) {
            fleets.apply(
                    fleets.plan(environment, fleets.pipeline(file)),
                    new Execution(cloud, silent, turn));
        }
    }

    void pipelineDown(String file) {
        Fleets fleets = new Fleets(cloud, configuration);
        apply(fleets.destruction(environment, fleets.pipeline(file)));
    }

    void destroy() {
        apply(Environments.destruction(cloud, environment, true));
    }

    /** Everything of the environment as text, with names in place of identifiers. */
    List<String> resources() {
        List<Found<?>> found = Environments.resources(cloud, environment);
        Map<String, String> names = new HashMap<>();
        found.forEach(each -> names.putIfAbsent(each.id(), each.state().name()));
        List<String> texts = new ArrayList<>();
        for (Found<?> each : found) {
            String text = each.state().toString();
            for (Map.Entry<String, String> name : names.entrySet()) {
                text = text.replace(name.getKey(), name.getValue());
            }
            texts.add(sorted(text));
        }
        return texts.stream().sorted().toList();
    }

    /** Sets print in no order: the words of the text in order tell the same. */
    private static String sorted(String text) {
        return text.substring(0, text.indexOf('['))
                + " "
                + String.join(" ", List.of(text.split("[\\[\\]{}, ]+")).stream().sorted().toList());
    }

    @Override
    public void close() {
        cloud.close();
    }
}
