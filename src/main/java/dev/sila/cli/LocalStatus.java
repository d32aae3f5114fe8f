package dev.sila.cli;

import dev.sila.cli.output.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Shows the local cloud that is running. */
@Command(name = "status", description = "Show the local cloud that is running.")
final class LocalStatus implements Callable<Integer> {
    private static final int MOST_ADDRESSES = 20;

    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it listens (default: ${DEFAULT-VALUE}).")
    private int port = GlobalOptions.LOCAL_PORT;

    LocalStatus(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, @Nullable Object> status = Json.object(new LocalEndpoint(port).status());
        session.output().object(session.output().forPeople() ? listed(status) : status);
        return ExitCode.OK;
    }

    /** With a line for each address, as far as somebody reads them. */
    private static Map<String, @Nullable Object> listed(Map<String, @Nullable Object> status) {
        Map<String, @Nullable Object> lines = new LinkedHashMap<>();
        status.forEach((name, value) -> {
            if (value instanceof Map<?, ?> addresses) {
                lines.put(name, addresses.size());
                addresses.entrySet().stream()
                        .limit(MOST_ADDRESSES)
                        .forEach(each -> lines.put("  " + each.getKey(), each.getValue()));
            } else {
                lines.put(name, value);
            }
        });
        return lines;
    }
}
