package dev.sila.cli.operation;

import dev.sila.aws.Snapshots;
import dev.sila.aws.Vpcs;
import dev.sila.aws.kind.Subnet;
import dev.sila.config.Configuration;
import dev.sila.engine.Found;
import dev.sila.engine.Marks;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.model.Environment;
import dev.sila.model.Pipeline;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whole environments: the network and what runs in it. */
public final class Environments {
    private final Cloud cloud;
    private final Networks networks;
    private final Fleets fleets;

    public Environments(Cloud cloud, Networks networks, Fleets fleets) {
        this.cloud = cloud;
        this.networks = networks;
        this.fleets = fleets;
    }

    /** The environments that these files tell of. */
    public static Environments of(Cloud cloud, Configuration files) {
        return new Environments(cloud, new Networks(cloud, files), new Fleets(cloud, files));
    }

    /** Every kind that an environment consists of. */
    public static List<Class<? extends Spec>> kinds() {
        List<Class<? extends Spec>> kinds = new ArrayList<>(Networks.KINDS);
        kinds.addAll(Fleets.KINDS);
        return kinds;
    }

    /**
     * What has to be done so that the network, and the hostclasses of these pipelines, are as the
     * files say.
     */
    public Plan plan(Networks.Request request, List<String> files) {
        if (files.isEmpty()) {
            return networks.plan(request);
        }
        List<Pipeline> pipelines = files.stream().map(fleets::pipeline).toList();
        Observation all = cloud.planner().observe(new Scope(request.name(), Set.of()));
        all.start(kinds());
        Environment environment = networks.environment(request, all);
        Set<String> parts = new HashSet<>(Set.of(Marks.NETWORK));
        pipelines.forEach(each -> parts.addAll(fleets.parts(environment, each)));
        Observation world = all.of(parts);
        List<Spec> specs = new ArrayList<>(networks.specs(request, environment, world));
        List<String> zones =
                specs.stream()
                        .<String>mapMulti((each, sink) -> {
                            if (each instanceof Subnet subnet) {
                                sink.accept(subnet.availabilityZone());
                            }
                        })
                        .distinct()
                        .sorted()
                        .toList();
        List<Spec> network = List.copyOf(specs);
        for (Pipeline each : pipelines) {
            specs.addAll(fleets.specs(environment, each, world, zones, network).keySet());
        }
        return cloud.planner().plan(world, kinds(), specs);
    }

    /** The deletion of all that Sila made for the environment but its topics; needs no files. */
    public static Plan destruction(Cloud cloud, String name) {
        return destruction(cloud, name, false);
    }

    /**
     * The deletion of all that Sila made for the environment; needs no files.
     *
     * @param topics whether its topics go too, with their subscriptions; Asiaq and the seed leave
     *     them, so that nobody has to confirm again
     */
    public static Plan destruction(Cloud cloud, String name, boolean topics) {
        Observation world = cloud.planner().observe(new Scope(name, Set.of()));
        world.start(kinds());
        List<Spec> stays = topics ? List.of() : Notifications.present(world);
        int snapshots = new Snapshots(cloud.clients().ec2(), cloud.waiter()).of(name).size();
        if (snapshots > 0) {
            world.note(
                    "Snapshots of disks stay: "
                            + snapshots
                            + ", which sila snapshot list --env "
                            + name
                            + " shows and sila snapshot cleanup --env "
                            + name
                            + " thins out.");
        }
        return cloud.planner().plan(world, kinds(), stays);
    }

    /**
     * Goes on only if the environment has a network in the region: an empty answer about a name
     * that is nobody's would look like a fact.
     *
     * @throws ProblemException if it has none
     */
    public static void require(Cloud cloud, String name) {
        List<String> existing =
                new Vpcs(cloud.clients().ec2())
                        .environments().stream().map(Vpcs.Environment::name).toList();
        if (!existing.contains(name)) {
            throw new ProblemException(
                    Problem.error(
                            "environment " + name,
                            "nothing of it exists in this region.",
                            Suggest.remedy(
                                    name,
                                    existing,
                                    "sila env list shows the environments that do.")));
        }
    }

    /** Everything of the environment, by kind and name. */
    public static List<Found<?>> resources(Cloud cloud, String name) {
        Observation world = cloud.planner().observe(new Scope(name, Set.of()));
        world.start(kinds());
        List<Found<?>> found = new ArrayList<>();
        kinds().forEach(kind -> found.addAll(world.found(kind)));
        found.sort(Comparator.comparing(Found::key));
        return found;
    }
}
