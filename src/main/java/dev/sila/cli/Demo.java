package dev.sila.cli;

import dev.sila.cli.demo.Rehearsal;
import dev.sila.cli.demo.Traffic;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.config.EnvironmentDirectory;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.wire.HttpEndpoint;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the main job on an embedded local cloud, under traffic. */
@Command(
        name = "demo",
        description = {
            "Rehearse the main job under traffic, on a local cloud of its own.",
            "Makes an environment, brings its pipeline up, sends it requests, scales it out and "
                    + "in, kills a host, plans again, takes it down, and reports. Needs no AWS account "
                    + "and touches none."
        })
final class Demo implements Callable<Integer> {
    private static final double DEFAULT_SPEED = 20;

    private final Session session;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The environment (default: ${DEFAULT-VALUE}).")
    private String name = "storefront";

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "The pipeline (default: ${DEFAULT-VALUE}).")
    private String pipeline = "pipelines/storefront.csv";

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private int rate = 250;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description =
                    "How many times faster than on AWS things end (default: ${DEFAULT-VALUE}).")
    private double speed = DEFAULT_SPEED;

    @Option(
            names = "--keep",
            description = "Leave everything up, with the addresses to try, until Ctrl-C.")
    private boolean keep;

    Demo(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Rehearsal.Script script = new Rehearsal.Script(configuration(), name, pipeline, rate, keep);
        LocalCloud local = LocalClouds.builder().speed(speed).build();
        try (Rehearsal rehearsal =
                new Rehearsal(
                        local, session.progress(), new WaitLines(session.progress()), script)) {
            Rehearsal.Result result = rehearsal.play();
            session.output().document(() -> text(result, keep), () -> data(result));
            if (keep) {
                stay(local, result);
            }
            boolean good =
                    result.requests().failedOutsideKill() == 0
                            && result.secondPlanChanges() == 0
                            && (keep || result.leftovers() == 0);
            return good ? 0 : 1;
        }
    }

    /** The directory that was named, else the example that comes with the program. */
    private Configuration configuration() {
        Map<String, String> variables = session.terminal().environment();
        boolean named =
                session.options().config() != null
                        || variables.containsKey("SILA_CONFIG")
                        || variables.containsKey("ASIAQ_CONFIG");
        if (named) {
            return session.configuration();
        }
        Path example = Path.of(System.getProperty("sila.home", "")).resolve("examples/storefront");
        return ConfigurationReader.read(
                EnvironmentDirectory.locate(
                        example.toString(), Map.of(), Path.of("").toAbsolutePath()));
    }

    private void stay(LocalCloud local, Rehearsal.Result result) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        HttpEndpoint endpoint;
        try {
            endpoint = local.listen(GlobalOptions.LOCAL_PORT, stopped::countDown);
        } catch (IOException taken) {
            throw new ProblemException(
                    Problem.error(
                            "127.0.0.1:" + GlobalOptions.LOCAL_PORT,
                            "the local cloud cannot listen there: " + taken.getMessage() + ".",
                            "End the other local cloud with: sila local down."));
        }
        session.interruption()
                .expected(() -> session.progress().say("The demo's local cloud is gone."));
        session.progress().say("");
        session.progress().say("Everything is up. Try, in another terminal:");
        session.progress().say("  curl http://" + result.address() + "/");
        session.progress().say("  sila --local host list --env " + name);
        session.progress()
                .say(
                        "  AWS_ENDPOINT_URL="
                                + endpoint.uri()
                                + " AWS_DEFAULT_REGION="
                                + local.foundation().realm().region()
                                + " AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws ec2 describe-vpcs");
        session.progress().say("Ctrl-C ends it.");
        stopped.await();
    }

    private static String text(Rehearsal.Result result, boolean kept) {
        Traffic.Requests requests = result.requests();
        StringBuilder hosts = new StringBuilder();
        requests.perInstance()
                .forEach((host, count) ->
                        hosts.append("              ")
                                .append(host)
                                .append("  ")
                                .append(count)
                                .append('\n'));
        return String.format(
                Locale.ROOT,
                """

                plan          %s
                API calls     %d (%d reading, %d changing)
                requests      %d sent, %d failed, %d of them not explained by the killed host
                latency       %.2f ms median, %.2f ms p99, %.2f ms slowest
                answers by host
                %ssecond plan   %d changes
                %-13s %d
                time          %.1f s
                """,
                result.plan().sentence(),
                result.calls().total(),
                result.calls().reads(),
                result.calls().writes(),
                requests.sent(),
                requests.failed(),
                requests.failedOutsideKill(),
                requests.p50Millis(),
                requests.p99Millis(),
                requests.maxMillis(),
                hosts,
                result.secondPlanChanges(),
                kept ? "still up" : "leftovers",
                result.leftovers(),
                result.seconds());
    }

    private static Map<String, @Nullable Object> data(Rehearsal.Result result) {
        Traffic.Requests requests = result.requests();
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("sent", requests.sent());
        sent.put("failed", requests.failed());
        sent.put("failedOutsideKill", requests.failedOutsideKill());
        sent.put("p50Millis", requests.p50Millis());
        sent.put("p99Millis", requests.p99Millis());
        sent.put("maxMillis", requests.maxMillis());
        sent.put("perInstance", requests.perInstance());
        sent.put("failures", requests.failures());
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("plan", PlanDialog.counts(result.plan()));
        data.put("apiCalls", CallCounts.of(result.calls()));
        data.put("requests", sent);
        data.put("secondPlanChanges", result.secondPlanChanges());
        data.put("leftovers", result.leftovers());
        data.put("seconds", Math.round(result.seconds() * 10) / 10.0);
        return data;
    }
}
