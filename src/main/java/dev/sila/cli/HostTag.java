package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Changes the tags of hosts. */
@Command(
        name = "tag",
        description = {
            "Set tags of hosts, or remove them: by exactly one kind of name.",
            "Tags that AWS or Sila live by (aws:, sila:) are not changed."
        })
final class HostTag implements Callable<Integer> {
    private static final List<String> RESERVED = List.of("aws:", "sila:");

    private final Session session;

    @Spec private @Nullable CommandSpec command;

    @Mixin private HostSelection selection = new HostSelection();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Give this tag this value; can be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--remove",
            paramLabel = "KEY",
            description = "Take this tag away; can be repeated.")
    private List<String> removed = new ArrayList<>();

    @Option(
            names = "--dry-run",
            description = "Only show what would be done: changes nothing, asks nothing.")
    private boolean dryRun;

    HostTag(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check();
        try (Cloud cloud = session.cloud()) {
            List<Host> changed = selection.hosts(cloud).stream().filter(this::differs).toList();
            changed.forEach(each -> session.progress().say("  " + words(each)));
            if (changed.isEmpty()) {
                session.progress().say("Nothing to do: the tags are so already.");
            } else if (!dryRun) {
                session.confirmation().agree("Change tags of " + changed.size() + " hosts?");
                new Hosts(cloud.clients().ec2())
                        .tag(changed.stream().map(Host::instanceId).toList(), set, removed);
            }
            session.output().rows(columns(), changed);
            return 0;
        }
    }

    private void check() {
        if (set.isEmpty() && removed.isEmpty()) {
            throw usage("Say what to change with --set KEY=VALUE or --remove KEY.");
        }
        Set<String> keys = new HashSet<>(set.keySet());
        keys.retainAll(removed);
        if (!keys.isEmpty()) {
            throw usage("A tag is either set or removed, not both: " + String.join(", ", keys));
        }
        keys.addAll(set.keySet());
        keys.addAll(removed);
        for (String key : keys) {
            if (key.isBlank() || RESERVED.stream().anyMatch(key::startsWith)) {
                throw usage("The tag \"" + key + "\" is not one that people change.");
            }
        }
    }

    private boolean differs(Host host) {
        return removed.stream().anyMatch(host.tags()::containsKey)
                || set.entrySet().stream()
                        .anyMatch(each -> !each.getValue().equals(host.tags().get(each.getKey())));
    }

    private String words(Host host) {
        List<String> words = new ArrayList<>();
        set.forEach((key, value) -> {
            String old = host.tags().get(key);
            if (!value.equals(old)) {
                words.add(key + " " + (old == null ? "" : old + " -> ") + value);
            }
        });
        removed.stream()
                .filter(host.tags()::containsKey)
                .forEach(key -> words.add("remove " + key + " " + host.tag(key)));
        return host.instanceId() + " " + host.hostclass() + ": " + String.join(", ", words);
    }

    private static List<Column<Host>> columns() {
        return List.of(
                Column.of("instanceId", Host::instanceId),
                Column.of("hostclass", Host::hostclass),
                Column.of("state", Host::state));
    }

    private ParameterException usage(String what) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), what);
    }
}
