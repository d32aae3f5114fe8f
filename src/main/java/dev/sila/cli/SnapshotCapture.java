package dev.sila.cli;

import dev.sila.aws.Volumes;
import dev.sila.aws.Volumes.Disk;
import dev.sila.cli.operation.Captures;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.SnapshotMaker;
import dev.sila.engine.Tags;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes snapshots of the data disks of hosts, or of one volume. */
@Command(
        name = "capture",
        description = {
            "Take snapshots of the data disks of hosts, the root left out, or of one volume.",
            "They carry the tags hostclass, env and productline of the host, and those of --tag.",
            "All are taken at the same time; interrupted, the same command finishes them within an"
                    + " hour."
        })
final class SnapshotCapture implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Choice choice = new Choice();

    /** One of them must be given. */
    static final class Choice {
        @Option(names = "--instance", paramLabel = "ID", description = "Hosts by identifier.")
        private List<String> instances = List.of();

        @Option(names = "--hostclass", paramLabel = "NAME", description = "Hosts by hostclass.")
        private List<String> hostclasses = List.of();

        @Option(names = "--ami", paramLabel = "ID", description = "Hosts by image.")
        private List<String> images = List.of();

        @Option(names = "--volume-id", paramLabel = "ID", description = "One volume.")
        private @Nullable String volume;
    }

    @Option(
            names = "--tag",
            paramLabel = "KEY:VALUE",
            description = "A further tag; can be repeated.")
    private List<String> tags = List.of();

    SnapshotCapture(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Tags more = more();
        try (Cloud cloud = session.cloud()) {
            Volumes volumes = new Volumes(cloud.clients().ec2(), cloud.waiter());
            List<Disk> disks = disks(volumes);
            disks.forEach(each -> session.progress().say("+ snapshot of " + words(each)));
            session.confirmation().agree("Take these " + disks.size() + " snapshots?");
            Map<Disk, Tags> wanted = new LinkedHashMap<>();
            disks.forEach(each -> wanted.put(each, tags(each).and(more)));
            session.output()
                    .rows(
                            SnapshotColumns.all(),
                            new Captures(cloud, session.progress())
                                    .take(environment.name(), wanted));
            return 0;
        }
    }

    private static String words(Disk disk) {
        return disk.instanceId().isEmpty()
                ? disk.volumeId()
                : disk.volumeId() + ", " + disk.device() + " of " + disk.instanceId();
    }

    private Tags tags(Disk disk) {
        Map<String, String> host = disk.tags().values();
        return SnapshotMaker.tags(
                environment.name(),
                host.getOrDefault("hostclass", "unknown"),
                host.getOrDefault("productline", "unknown"));
    }

    private List<Disk> disks(Volumes volumes) {
        String volume = choice.volume;
        List<Disk> disks =
                volume == null
                        ? chosen(volumes)
                        : volumes.holder(volume)
                                .map(each -> new Disk(volume, each, "", volumes.tags(each)))
                                .filter(this::ours)
                                .map(List::of)
                                .orElse(List.of());
        if (disks.isEmpty()) {
            throw new ProblemException(
                    Problem.error(
                            "snapshot capture",
                            "no host of environment "
                                    + environment.name()
                                    + " that was named has a data"
                                    + " disk.",
                            "sila host list --env " + environment.name() + " shows the hosts."));
        }
        return disks;
    }

    private boolean ours(Disk disk) {
        return environment.name().equals(disk.tags().values().get("sila:environment"));
    }

    private List<Disk> chosen(Volumes volumes) {
        if (!choice.instances.isEmpty()) {
            return volumes.of(environment.name(), "instance-id", choice.instances);
        }
        return choice.hostclasses.isEmpty()
                ? volumes.of(environment.name(), "image-id", choice.images)
                : volumes.of(environment.name(), "tag:hostclass", choice.hostclasses);
    }

    private Tags more() {
        Tags more = Tags.NONE;
        for (String each : tags) {
            int colon = each.indexOf(':');
            if (colon <= 0) {
                throw new ProblemException(
                        Problem.error("--tag " + each, "has no value.", "Write KEY:VALUE."));
            }
            more = more.and(each.substring(0, colon), each.substring(colon + 1));
        }
        return more;
    }
}
