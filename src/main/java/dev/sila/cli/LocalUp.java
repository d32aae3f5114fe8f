package dev.sila.cli;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Fault;
import dev.sila.localcloud.wire.HttpEndpoint;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs a local cloud in the foreground until it is interrupted or told to stop. */
@Command(
        name = "up",
        description =
                "Run a local cloud until Ctrl-C or sila local down; --region names its region.")
final class LocalUp implements Callable<Integer> {
    private static final int MOST_ZONES = 26;
    private static final int MOST_LATENCY = 60_000;

    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it listens; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port = GlobalOptions.LOCAL_PORT;

    @Option(
            names = "--speed",
            paramLabel = "TIMES",
            description = "How many times faster than AWS things end (default: ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--latency",
            paramLabel = "MILLISECONDS",
            description =
                    "How long each call takes at least, whatever the speed; to AWS it is about 100"
                            + " (default: ${DEFAULT-VALUE}).")
    private int latency;

    @Option(
            names = "--zones",
            paramLabel = "NUMBER",
            description = "How many availability zones it has (default: ${DEFAULT-VALUE}).")
    private int zones = 3;

    @Option(
            names = "--enforce-iam",
            description =
                    "Decide every call by the caller's IAM policies; keys that were not issued"
                            + " here are the account's root.")
    private boolean enforced;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            split = ",",
            converter = FaultWord.class,
            description =
                    "A mood of AWS that it is to have: throttling, lost-replies, unavailable,"
                            + " delayed-visibility, iam-lag, lingering-interfaces; can be repeated.")
    private List<Fault> faults = List.of();

    LocalUp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        require(port >= 0 && port <= 65_535, "--port must be between 0 and 65535");
        require(speed > 0 && speed < Double.POSITIVE_INFINITY, "--speed must be above 0");
        require(latency >= 0 && latency <= MOST_LATENCY, "--latency must be between 0 and 60000");
        require(zones >= 1 && zones <= MOST_ZONES, "--zones must be between 1 and " + MOST_ZONES);
        Realm realm = Realm.in(session.options().region().orElse("us-east-1"), zones);
        CountDownLatch stopped = new CountDownLatch(1);
        try (LocalCloud cloud = builder().realm(realm).build()) {
            HttpEndpoint endpoint = listen(cloud, stopped::countDown);
            session.interruption().expected(() -> end(cloud));
            announce(endpoint, realm);
            stopped.await();
            session.interruption().over();
        }
        farewell();
        return ExitCode.OK;
    }

    private LocalCloud.Builder builder() {
        LocalCloud.Builder builder = enforced ? LocalClouds.enforcing() : LocalClouds.builder();
        long seed = ThreadLocalRandom.current().nextLong();
        for (Fault fault : faults) {
            fault.in(builder, seed);
        }
        return builder.speed(speed).latency(Duration.ofMillis(latency));
    }

    /** Reads a fault's word. */
    static final class FaultWord implements ITypeConverter<Fault> {
        @Override
        public Fault convert(String word) {
            return Fault.named(word)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "'%s' is none of %s"
                                            .formatted(
                                                    word,
                                                    Stream.of(Fault.values())
                                                            .map(Fault::word)
                                                            .collect(Collectors.joining(", ")))));
        }
    }

    private void end(LocalCloud cloud) {
        cloud.close();
        farewell();
    }

    private void farewell() {
        session.progress().say("The local cloud is stopped.");
    }

    private HttpEndpoint listen(LocalCloud cloud, Runnable stop) {
        try {
            return cloud.listen(port, stop);
        } catch (IOException taken) {
            throw new ProblemException(
                    Problem.error(
                            "127.0.0.1:" + port,
                            "The local cloud cannot listen there: " + taken.getMessage() + ".",
                            "If it is another local cloud, end it with: sila local down --port "
                                    + port
                                    + ". Otherwise choose another port with --port."));
        }
    }

    private void announce(HttpEndpoint endpoint, Realm realm) {
        session.progress()
                .say(
                        "A local cloud runs on %s (%s, %d zones, speed %s). Ctrl-C ends it."
                                .formatted(
                                        endpoint.uri(),
                                        realm.region(),
                                        realm.zones().size(),
                                        speed == Math.rint(speed)
                                                ? Long.toString((long) speed)
                                                : Double.toString(speed)));
        session.progress().say("For the AWS CLI, an SDK or Sila in another terminal:");
        PrintStream out = session.terminal().out();
        out.println("export AWS_ENDPOINT_URL=" + endpoint.uri());
        out.println(
                "export AWS_REGION=" + realm.region() + " AWS_DEFAULT_REGION=" + realm.region());
        out.println("export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local");
        out.flush();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
        }
    }
}
