package dev.sila.cli;

import dev.sila.cli.output.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Shows the local cloud that is running. */
@Command(name = "status", description = "Show the local cloud that is running.")
final class LocalStatus implements Callable<Integer> {
    private final Session session;

    @Option(names = "--port", description = "Where it listens (default: ${DEFAULT-VALUE}).")
    private int port = GlobalOptions.LOCAL_PORT;

    LocalStatus(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.output().object(Json.object(new LocalEndpoint(port).status()));
        return ExitCode.OK;
    }
}
