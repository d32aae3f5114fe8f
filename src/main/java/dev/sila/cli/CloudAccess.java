package dev.sila.cli;

import dev.sila.aws.AuditFile;
import dev.sila.aws.Calls;
import dev.sila.aws.Clients;
import dev.sila.aws.Settings;
import dev.sila.aws.Throttle;
import dev.sila.aws.Time;
import dev.sila.aws.Transport;
import dev.sila.aws.Waiter;
import dev.sila.cli.operation.Cloud;
import dev.sila.spotinst.SpotinstAccess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Opens the cloud that the command line and the environment variables point at. */
final class CloudAccess {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The local cloud's own default. */
    private static final String LOCAL_REGION = "us-east-1";

    private final Session session;

    CloudAccess(Session session) {
        this.session = session;
    }

    /**
     * Opens it; nothing is called yet.
     *
     * @param waiting makes what waits, which tells that listener
     * @throws dev.sila.problem.ProblemException if there is no region, the endpoint is no URL, or
     *     no local cloud runs
     */
    Cloud open(Function<Waiter.Listener, Waiter> waiting) {
        Clock clock = Clock.systemUTC();
        Map<String, String> variables = session.terminal().environment();
        Waiter waiter = waiting.apply(new WaitLines(session.progress()));
        Calls calls = new Calls();
        String run =
                RUN.format(clock.instant())
                        + "-"
                        + Integer.toHexString(
                                        0x10000 | ThreadLocalRandom.current().nextInt(0x10000))
                                .substring(1);
        AuditFile audit =
                new AuditFile(
                        AuditFile.folder(variables, Path.of(System.getProperty("user.home"))),
                        new AuditFile.Run(
                                run,
                                Version.number(),
                                System.getProperty("user.name", ""),
                                session.words()),
                        clock);
        dev.sila.aws.Session shared =
                new dev.sila.aws.Session(
                        Version.number(), run, calls, new Throttle(Time.real(), waiter), audit);
        return new Cloud(
                new Clients(settings(variables), new Transport(), shared),
                calls,
                waiter,
                clock,
                SpotinstAccess.of(variables, played(variables)));
    }

    /** Whether something else stands in AWS's place. */
    private boolean played(Map<String, String> variables) {
        GlobalOptions options = session.options();
        return options.local()
                || options.endpoint().isPresent()
                || !variables.getOrDefault("AWS_ENDPOINT_URL", "").isBlank();
    }

    private Settings settings(Map<String, String> variables) {
        GlobalOptions options = session.options();
        if (options.local()) {
            new LocalEndpoint(GlobalOptions.LOCAL_PORT).require();
        }
        boolean chosenElsewhere =
                variables.containsKey("AWS_REGION") || variables.containsKey("AWS_DEFAULT_REGION");
        String region =
                options.region().orElse(options.local() && !chosenElsewhere ? LOCAL_REGION : null);
        Settings.Options chosen =
                new Settings.Options(
                        region,
                        options.profile().orElse(null),
                        options.endpoint().map(URI::toString).orElse(null));
        return Settings.resolve(chosen, variables);
    }
}
