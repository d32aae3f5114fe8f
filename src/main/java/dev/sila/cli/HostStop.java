package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops hosts. */
@Command(
        name = "stop",
        description = {
            "Stop hosts: by exactly one kind of name.",
            "What is in their memory and on instance stores is lost. A host of an autoscaling "
                    + "group is ended and replaced by its group."
        })
final class HostStop implements Callable<Integer> {
    private final Session session;

    @Mixin private HostSelection selection = new HostSelection();
    @Mixin private HostChangeOptions options = new HostChangeOptions();

    HostStop(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HostChange.Verb verb =
                new HostChange.Verb(
                        "stop",
                        "stopped",
                        Host::running,
                        HostStop::follows,
                        Hosts::stop,
                        each -> each.state().equals("stopped"),
                        false);
        return new HostChange(session, verb).run(selection, options.choices());
    }

    private static String follows(Host host) {
        return host.group().isEmpty()
                ? ""
                : "its group " + host.group() + " finds it unhealthy, ends it and starts another";
    }
}
