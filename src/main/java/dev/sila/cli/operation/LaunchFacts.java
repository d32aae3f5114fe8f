package dev.sila.cli.operation;

import dev.sila.aws.HostclassSnapshots;
import dev.sila.aws.ImageChoice;
import dev.sila.aws.Images;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.AutoScalingGroupHandler;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.blueprint.BalancerFacts;
import dev.sila.blueprint.FleetFacts;
import dev.sila.config.Configuration;
import dev.sila.config.HostclassReader;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.ElastigroupRules;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.model.Pipeline;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.spotinst.Elastigroup;
import dev.sila.spotinst.ElastigroupHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the blueprint of each of a pipeline's hostclasses must know about the world. */
final class LaunchFacts {
    private static final String ANY_ROOT_DEVICE = "/dev/xvda";
    private static final String IMAGE = "ami-";

    private final Cloud cloud;
    private final Configuration configuration;
    private final Environment environment;
    private final Observation world;
    private final HostclassReader reader;
    private final Map<Pipeline.Row, Hostclass> hostclasses = new HashMap<>();

    LaunchFacts(
            Cloud cloud, Configuration configuration, Environment environment, Observation world) {
        this.cloud = cloud;
        this.configuration = configuration;
        this.environment = environment;
        this.world = world;
        this.reader = new HostclassReader(configuration, environment);
    }

    /**
     * The facts of each row; every image is known before anything is changed.
     *
     * @param zones the region's, in order
     * @param network what the environment's network will consist of
     * @throws ProblemException with everything that is missing
     */
    Map<Pipeline.Row, FleetFacts> of(
            Pipeline pipeline, List<String> zones, Collection<? extends Spec> network) {
        Map<String, NetworkInterface> reserved = reserved(network);
        Problems problems = new Problems();
        pipeline.rows().forEach(each -> checkReserved(each, reserved, problems));
        Map<Pipeline.Row, FleetFacts.Image> images = images(pipeline, problems);
        problems.throwIfErrors();
        Map<String, HostclassSnapshots.Newest> snapshots =
                new HostclassSnapshots(cloud.clients().ec2())
                        .newest(environment.name(), Fleets.hostclasses(pipeline));
        BalancerFacts balancing = balancing(pipeline);
        Map<Pipeline.Row, FleetFacts> facts = new LinkedHashMap<>();
        for (Pipeline.Row row : pipeline.rows()) {
            Optional<Found<AutoScalingGroup>> group = found(AutoScalingGroup.class, row);
            Optional<Found<Elastigroup>> outside = found(Elastigroup.class, row);
            boolean elastigroup = elastigroup(row);
            HostclassSnapshots.Newest snapshot = snapshots.get(row.hostclass());
            facts.put(
                    row,
                    new FleetFacts(
                            zones,
                            images.getOrDefault(row, parameter(row)),
                            snapshot == null
                                    ? null
                                    : new FleetFacts.Snapshot(snapshot.id(), snapshot.sizeGiB()),
                            elastigroup ? present(outside) : present(group, row),
                            elastigroup ? former(group, row) : former(outside),
                            owner(
                                    group.map(each -> each.state().tags())
                                            .or(() -> outside.map(each -> each.state().tags()))),
                            environmentClass(),
                            row.testing() ? without(row.hostclass(), reserved) : reserved,
                            balancing));
        }
        return facts;
    }

    /** Read once each. */
    private Hostclass hostclass(Pipeline.Row row) {
        return hostclasses.computeIfAbsent(row, reader::read);
    }

    private BalancerFacts balancing(Pipeline pipeline) {
        return new BalancerLookups(cloud)
                .of(pipeline.rows().stream().map(this::hostclass).distinct().toList(), world);
    }

    private Map<Pipeline.Row, FleetFacts.Image> images(Pipeline pipeline, Problems problems) {
        Images images = new Images(cloud.clients().ec2(), cloud.waiter());
        Map<String, Images.Chosen> newest = new HashMap<>();
        Map<String, Images.Chosen> named = new HashMap<>();
        List<String> unnamed =
                pipeline.rows().stream()
                        .filter(each -> each.ami().isEmpty())
                        .map(Pipeline.Row::hostclass)
                        .distinct()
                        .toList();
        if (!unnamed.isEmpty()) {
            collect(problems, () -> newest.putAll(images.newest(unnamed, choice())));
        }
        collect(problems, () -> named.putAll(images.named(limits(pipeline))));
        Map<Pipeline.Row, FleetFacts.Image> chosen = new HashMap<>();
        for (Pipeline.Row row : pipeline.rows()) {
            Images.Chosen image =
                    row.ami().isEmpty() ? newest.get(row.hostclass()) : named.get(row.ami());
            if (image != null) {
                chosen.put(
                        row, new FleetFacts.Image(image.id(), image.rootDevice(), image.rootGiB()));
            }
        }
        return chosen;
    }

    private static void collect(Problems problems, Runnable look) {
        try {
            look.run();
        } catch (ProblemException found) {
            problems.addAll(found.problems());
        }
    }

    /** Who we are counts only where images of others do. */
    private ImageChoice choice() {
        List<String> trusted = configuration.trustedAccounts();
        String account = trusted.isEmpty() ? "" : cloud.clients().account();
        return new ImageChoice(
                environment.hosts().imageStages(),
                configuration.imageStages().getLast(),
                account,
                trusted);
    }

    /** The images that rows name, and how long each of them is waited for. */
    private Map<String, Duration> limits(Pipeline pipeline) {
        Map<String, Duration> limits = new LinkedHashMap<>();
        for (Pipeline.Row row : pipeline.rows()) {
            if (row.ami().startsWith(IMAGE)) {
                Duration limit = hostclass(row).launch().imageLimit();
                limits.merge(
                        row.ami(), limit, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        return limits;
    }

    /** The image is a parameter, which AWS resolves at each launch. */
    private static FleetFacts.Image parameter(Pipeline.Row row) {
        return new FleetFacts.Image(row.ami(), ANY_ROOT_DEVICE, 0);
    }

    private boolean elastigroup(Pipeline.Row row) {
        return ElastigroupRules.elastigroup(row, hostclass(row));
    }

    private static FleetFacts.@Nullable Present present(Optional<Found<Elastigroup>> group) {
        return group.map(each -> present(each, each.state().desiredCapacity())).orElse(null);
    }

    private FleetFacts.@Nullable Present present(
            Optional<Found<AutoScalingGroup>> group, Pipeline.Row row) {
        return group.map(each -> present(each, row, each.state().desiredCapacity())).orElse(null);
    }

    /** One that the new keeper's stands in for, whatever its size is by now. */
    private static FleetFacts.@Nullable Present former(Optional<Found<Elastigroup>> group) {
        return group.map(each -> present(each, ElastigroupHandler.target(each))).orElse(null);
    }

    private FleetFacts.@Nullable Present former(
            Optional<Found<AutoScalingGroup>> group, Pipeline.Row row) {
        return group.map(each -> present(each, row, AutoScalingGroupHandler.size(each)))
                .orElse(null);
    }

    private static FleetFacts.Present present(Found<Elastigroup> found, @Nullable Integer desired) {
        Elastigroup group = found.state();
        return new FleetFacts.Present(
                group.instanceTypes(),
                Objects.requireNonNullElse(group.minSize(), 0),
                Objects.requireNonNullElse(group.maxSize(), 0),
                desired);
    }

    private FleetFacts.Present present(
            Found<AutoScalingGroup> found, Pipeline.Row row, @Nullable Integer desired) {
        AutoScalingGroup group = found.state();
        List<String> mixed = group.mixedInstances().instanceTypes();
        return new FleetFacts.Present(
                mixed.isEmpty()
                        ? found(LaunchTemplate.class, row).stream()
                                .map(each -> each.state().instanceType())
                                .filter(each -> !each.isEmpty())
                                .toList()
                        : mixed,
                Objects.requireNonNullElse(group.minSize(), 0),
                Objects.requireNonNullElse(group.maxSize(), 0),
                desired);
    }

    private <S extends Spec> Optional<Found<S>> found(Class<S> type, Pipeline.Row row) {
        return world.found(type).stream()
                .filter(each -> row.part().equals(each.part()))
                .findFirst();
    }

    private Map<String, NetworkInterface> reserved(Collection<? extends Spec> network) {
        Map<String, NetworkInterface> reserved = new HashMap<>();
        for (Spec each : network) {
            if (each instanceof NetworkInterface kept) {
                String hostclass = kept.tags().values().get("hostclass");
                if (hostclass != null) {
                    reserved.put(hostclass, named(kept));
                }
            }
        }
        return reserved;
    }

    /** What is found names its subnet by AWS's identifier. */
    private NetworkInterface named(NetworkInterface kept) {
        return world.found(Subnet.class).stream()
                .filter(each -> each.id().equals(kept.subnet().name()))
                .findFirst()
                .map(each ->
                        new NetworkInterface(
                                kept.name(),
                                Ref.to(each.state()),
                                kept.privateAddress(),
                                kept.securityGroups(),
                                kept.tags()))
                .orElse(kept);
    }

    private void checkReserved(
            Pipeline.Row row, Map<String, NetworkInterface> reserved, Problems problems) {
        if (hostclass(row).launch().reservesAddress() && !reserved.containsKey(row.hostclass())) {
            problems.error(
                    "hostclass " + row.hostclass(),
                    "its ip_address is not reserved in " + environment.name() + " yet.",
                    "Reserve it with: sila env update --name " + environment.name());
        }
    }

    /** The addresses that are kept for others: the serving group has its own. */
    private static Map<String, NetworkInterface> without(
            String hostclass, Map<String, NetworkInterface> reserved) {
        Map<String, NetworkInterface> others = new HashMap<>(reserved);
        others.remove(hostclass);
        return others;
    }

    private static String owner(Optional<Tags> group) {
        return group.map(each -> each.values().get("owner"))
                .orElseGet(() -> System.getProperty("user.name", ""));
    }

    /** As the files say, else as the VPC is tagged. */
    private String environmentClass() {
        String asked = environment.tags().get("environment_class");
        return asked != null
                ? asked
                : world.found(Vpc.class).stream()
                        .findFirst()
                        .map(each -> each.state().tags().values().get("environment_class"))
                        .orElse("development");
    }
}
