package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends hosts. */
@Command(
        name = "terminate",
        description = {
            "End hosts for good: by exactly one kind of name.",
            "A host of an autoscaling group is replaced by its group; sila pipeline down ends groups."
        })
final class HostTerminate implements Callable<Integer> {
    private final Session session;

    @Mixin private HostSelection selection = new HostSelection();
    @Mixin private HostChangeOptions options = new HostChangeOptions();

    HostTerminate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HostChange.Verb verb =
                new HostChange.Verb(
                        "terminate",
                        "terminated",
                        each -> !each.state().equals("shutting-down"),
                        HostTerminate::follows,
                        Hosts::terminate,
                        each -> false,
                        true);
        return new HostChange(session, verb).run(selection, options.choices());
    }

    private static String follows(Host host) {
        return host.group().isEmpty()
                ? "it has no group, nothing replaces it"
                : "its group " + host.group() + " starts another in its place";
    }
}
