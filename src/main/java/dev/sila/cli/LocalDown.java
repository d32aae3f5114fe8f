package dev.sila.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Ends the local cloud that is running. */
@Command(name = "down", description = "End the local cloud that is running.")
final class LocalDown implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it listens (default: ${DEFAULT-VALUE}).")
    private int port = GlobalOptions.LOCAL_PORT;

    LocalDown(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        new LocalEndpoint(port).stop();
        session.progress().say("The local cloud on port " + port + " is stopped.");
        return ExitCode.OK;
    }
}
