package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts stopped hosts. */
@Command(
        name = "start",
        description = {"Start stopped hosts: by exactly one kind of name."})
final class HostStart implements Callable<Integer> {
    private final Session session;

    @Mixin private HostSelection selection = new HostSelection();
    @Mixin private HostChangeOptions options = new HostChangeOptions();

    HostStart(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HostChange.Verb verb =
                new HostChange.Verb(
                        "start",
                        "started",
                        each -> each.state().equals("stopped"),
                        HostStart::follows,
                        Hosts::start,
                        Host::running,
                        false);
        return new HostChange(session, verb).run(selection, options.choices());
    }

    private static String follows(Host host) {
        return host.publicAddress() == null ? "it may get another public address" : "";
    }
}
