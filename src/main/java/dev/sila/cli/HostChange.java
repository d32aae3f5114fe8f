package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import dev.sila.aws.Wait;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Shows which hosts will be changed and what follows from it, asks, does it, and waits. */
final class HostChange {
    private static final Duration USUALLY = Duration.ofMinutes(1);

    private final Session session;
    private final Verb verb;

    HostChange(Session session, Verb verb) {
        this.session = session;
        this.verb = verb;
    }

    /**
     * A change.
     *
     * @param word as in "WORD 3 hosts"
     * @param done as in "3 hosts DONE"
     * @param applies which hosts it is for, by their state
     * @param follows what follows from it for a host, or empty
     * @param act does it to these
     * @param settled whether a host that is still there is as it shall be; one that is not there
     *     any more is settled, too
     * @param named whether the environment's name has to be typed
     */
    record Verb(
            String word,
            String done,
            Predicate<Host> applies,
            Function<Host, String> follows,
            BiConsumer<Hosts, Set<String>> act,
            Predicate<Host> settled,
            boolean named) {}

    /** What the command line says beside the hosts. */
    record Choices(boolean dryRun, boolean noWait, Duration limit) {}

    int run(HostSelection selection, Choices choices) {
        try (Cloud cloud = session.cloud()) {
            List<Host> selected = selection.hosts(cloud);
            List<Host> changed = selected.stream().filter(verb.applies()).toList();
            preview(selected, changed);
            if (changed.isEmpty() || choices.dryRun()) {
                session.output().rows(columns("nothing, dry run"), changed);
                return 0;
            }
            ask(selection.environment(), changed.size());
            Set<String> ids = changed.stream().map(Host::instanceId).collect(Collectors.toSet());
            Hosts hosts = new Hosts(cloud.clients().ec2());
            verb.act().accept(hosts, ids);
            if (!choices.noWait()) {
                await(cloud, hosts, selection.environment(), ids, choices.limit());
            }
            session.output().rows(columns(verb.done()), changed);
            return 0;
        }
    }

    private void preview(List<Host> selected, List<Host> changed) {
        for (Host each : selected) {
            boolean applies = changed.contains(each);
            String follows = applies ? verb.follows().apply(each) : "";
            session.progress()
                    .say(
                            "  %s %s%s, %s%s"
                                    .formatted(
                                            applies ? verb.word() : "leave",
                                            each.instanceId(),
                                            each.hostclass().isEmpty()
                                                    ? ""
                                                    : " " + each.hostclass(),
                                            each.state(),
                                            follows.isEmpty() ? "" : ": " + follows));
        }
        if (changed.isEmpty()) {
            session.progress().say("Nothing to do: no host to " + verb.word() + ".");
        }
    }

    private void ask(String environment, int count) {
        String hosts = count == 1 ? "1 host" : count + " hosts";
        if (verb.named()) {
            session.confirmation()
                    .typed(
                            "This will %s %s of environment %s."
                                    .formatted(verb.word(), hosts, environment),
                            environment);
        } else {
            session.confirmation().agree("Really " + verb.word() + " " + hosts + "?");
        }
    }

    private void await(
            Cloud cloud, Hosts hosts, String environment, Set<String> ids, Duration limit) {
        Set<String> left = new TreeSet<>(ids);
        cloud.waiter()
                .until(
                        new Wait(
                                "%d hosts to %s".formatted(ids.size(), verb.word()),
                                USUALLY,
                                limit),
                        () -> {
                            left.clear();
                            left.addAll(unsettled(hosts, environment, ids));
                            return left.isEmpty();
                        });
    }

    private Set<String> unsettled(Hosts hosts, String environment, Set<String> ids) {
        return hosts.of(environment).stream()
                .filter(each -> ids.contains(each.instanceId()))
                .filter(verb.settled().negate())
                .map(Host::instanceId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Column<Host>> columns(String done) {
        List<Column<Host>> columns = new ArrayList<>();
        columns.add(Column.of("instanceId", Host::instanceId));
        columns.add(Column.of("hostclass", Host::hostclass));
        columns.add(Column.of("stateBefore", Host::state));
        columns.add(Column.of("done", each -> done));
        columns.add(Column.detail("group", Host::group));
        return columns;
    }
}
