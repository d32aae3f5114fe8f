package dev.sila.cli.operation;

import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.aws.kind.Subscription;
import dev.sila.aws.kind.Topic;
import dev.sila.aws.kind.Vpc;
import dev.sila.blueprint.AlarmBlueprint;
import dev.sila.blueprint.NotificationBlueprint;
import dev.sila.blueprint.ScalingBlueprint;
import dev.sila.config.AlarmReader;
import dev.sila.config.Configuration;
import dev.sila.config.EnvironmentReader;
import dev.sila.config.HostNames;
import dev.sila.config.HostclassReader;
import dev.sila.config.NotificationReader;
import dev.sila.engine.Found;
import dev.sila.engine.Marks;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.model.Notification;
import dev.sila.model.Watch;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import dev.sila.spotinst.Elastigroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What watches an environment: topics, subscriptions, scaling policies and alarms, from the files
 * to plans that leave everything else as it is.
 */
public final class Alarms {
    /** Who is told. */
    private static final List<Class<? extends Spec>> TOLD =
            List.of(Topic.class, Subscription.class);

    /** What watches. */
    private static final List<Class<? extends Spec>> WATCHING =
            List.of(ScalingPolicy.class, Alarm.class);

    private final Cloud cloud;
    private final Configuration configuration;

    public Alarms(Cloud cloud, Configuration configuration) {
        this.cloud = cloud;
        this.configuration = configuration;
    }

    /**
     * Which part of an environment's watch is meant.
     *
     * @param hostclasses only the policies and alarms of these; empty: everything
     * @param subscriptionsOnly only topics and subscriptions
     */
    public record Request(String environment, Set<String> hostclasses, boolean subscriptionsOnly) {
        public Request {
            hostclasses = Set.copyOf(hostclasses);
        }
    }

    /**
     * The alarms of one hostclass that the files ask for.
     *
     * @param grouped whether Auto Scaling keeps its group: without, nothing is to be watched of the
     *     group
     */
    List<Spec> specs(String environment, String hostclass, boolean grouped) {
        List<Watch> watches =
                new AlarmReader(configuration)
                        .ofHostclass(hostclass, environment).stream()
                                .filter(each -> grouped || !ofGroup(each))
                                .toList();
        return AlarmBlueprint.ofHostclass(environment, hostclass, watches, topics(environment));
    }

    private static boolean ofGroup(Watch watch) {
        return watch.source() == Watch.Source.GROUP
                || watch.maxPolicy() != null
                || watch.minPolicy() != null;
    }

    private Set<String> topics(String environment) {
        return new NotificationReader(configuration)
                .read(environment).stream().map(Notification::name).collect(Collectors.toSet());
    }

    /**
     * What has to be done so that what watches the environment is as the files say. Hostclasses
     * that do not run have no alarms.
     */
    public Plan plan(Request request) {
        Observation all = cloud.planner().observe(new Scope(request.environment(), Set.of()));
        all.start(TOLD);
        if (request.subscriptionsOnly()) {
            Observation world = all.of(Set.of(Marks.NETWORK));
            return cloud.planner().plan(world, TOLD, told(request.environment()));
        }
        all.start(WATCHING);
        Environment environment = environment(request.environment(), all);
        Set<String> grouped = grouped(all);
        Set<String> running = running(all);
        if (!request.hostclasses().isEmpty()) {
            UnknownName.refuse(request.hostclasses(), known(running));
            request.hostclasses()
                    .forEach(each -> requireRunning(each, running, environment.name()));
            Observation world = all.of(request.hostclasses());
            List<Spec> specs = watching(environment, request.hostclasses(), grouped);
            requireTopics(environment.name(), specs, world);
            return cloud.planner().plan(world, WATCHING, specs);
        }
        List<Spec> specs = new ArrayList<>(told(request.environment()));
        specs.addAll(watching(environment, running, grouped));
        specs.addAll(databases(environment.name()));
        specs.addAll(searchDomains(environment.name()));
        List<Class<? extends Spec>> kinds =
                Stream.concat(TOLD.stream(), WATCHING.stream()).toList();
        return cloud.planner().plan(all, kinds, specs);
    }

    private Environment environment(String name, Observation world) {
        Found<Vpc> vpc =
                world.found(Vpc.class).stream()
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.error(
                                                "environment " + name,
                                                "has no network in this region.",
                                                "Make it with: sila env create --name " + name)));
        return new EnvironmentReader(configuration, HostNames.ofThisMachine())
                .read(name, vpc.state().tags().values().get("type"), Map.of());
    }

    /** The hostclasses that have a group which serves, whoever keeps it. */
    static Set<String> running(Observation world) {
        Set<String> running = new TreeSet<>(grouped(world));
        running.addAll(parts(world.found(Elastigroup.class)));
        return running;
    }

    /** Those that have a group of Auto Scaling's. */
    private static Set<String> grouped(Observation world) {
        return parts(
                world.found(AutoScalingGroup.class).stream()
                        .filter(each -> !TestGroups.isOne(each.state()))
                        .toList());
    }

    private static Set<String> parts(List<? extends Found<?>> found) {
        return found.stream()
                .map(Found::part)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The hostclasses of the files, and those that run. */
    private Set<String> known(Set<String> running) {
        Set<String> known = new TreeSet<>(running);
        known.addAll(configuration.hostclassNames());
        return known;
    }

    static void requireRunning(String hostclass, Set<String> running, String environment) {
        if (!running.contains(hostclass)) {
            throw new ProblemException(
                    Problem.error(
                            "--hostclass " + hostclass,
                            "it does not run in " + environment + ".",
                            Suggest.remedy(
                                    hostclass,
                                    running,
                                    running.isEmpty()
                                            ? "No hostclass does; sila pipeline up starts them."
                                            : "These do: " + String.join(", ", running))));
        }
    }

    private List<Spec> told(String environment) {
        return NotificationBlueprint.specs(
                environment, new NotificationReader(configuration).read(environment));
    }

    private List<Spec> watching(
            Environment environment, Set<String> hostclasses, Set<String> grouped) {
        HostclassReader reader = new HostclassReader(configuration, environment);
        Problems problems = new Problems();
        List<Spec> specs = new ArrayList<>();
        for (String each : hostclasses) {
            try {
                Hostclass hostclass = reader.read(each);
                if (grouped.contains(each)) {
                    specs.addAll(
                            ScalingBlueprint.specs(
                                    environment.name(),
                                    each,
                                    hostclass.scaling(),
                                    hostclass.balancer()));
                }
                specs.addAll(specs(environment.name(), each, grouped.contains(each)));
            } catch (ProblemException found) {
                problems.addAll(found.problems());
            }
        }
        problems.throwIfErrors();
        return specs;
    }

    private List<Spec> databases(String environment) {
        AlarmReader reader = new AlarmReader(configuration);
        Set<String> topics = topics(environment);
        return reader.databases(environment).stream()
                .flatMap(each ->
                        AlarmBlueprint.ofDatabase(
                                environment, each, reader.ofDatabase(each), topics)
                                .stream())
                .toList();
    }

    private List<Spec> searchDomains(String environment) {
        AlarmReader reader = new AlarmReader(configuration);
        Set<String> domains = reader.searchDomains();
        if (domains.isEmpty()) {
            return List.of();
        }
        String account = cloud.clients().account();
        Set<String> topics = topics(environment);
        return domains.stream()
                .flatMap(each ->
                        AlarmBlueprint.ofSearchDomain(
                                environment, each, reader.ofSearchDomain(each), topics, account)
                                .stream())
                .toList();
    }

    /**
     * Alarms may tell topics only that are there, unless the same plan makes them.
     *
     * @throws ProblemException if one is missing
     */
    static void requireTopics(String environment, List<Spec> specs, Observation world) {
        Set<String> present =
                world.found(Topic.class).stream()
                        .map(each -> each.state().name())
                        .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Spec each : specs) {
            if (each instanceof Alarm alarm && alarm.alarmTopics() != null) {
                alarm.alarmTopics().stream().map(Ref::name).forEach(missing::add);
            }
        }
        missing.removeAll(present);
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    Problem.error(
                            "environment " + environment,
                            "alarms shall tell "
                                    + String.join(", ", missing)
                                    + " of [notifications], which is not made yet.",
                            "Make it with: sila alarm update --env "
                                    + environment
                                    + " --subscriptions"));
        }
    }

    /**
     * The deletion of an environment's alarms; those that run a scaling policy stay, because
     * without them a group would not scale. Needs no files.
     *
     * @param hostclasses only those of these; empty: all
     */
    public static Plan destruction(Cloud cloud, String environment, Set<String> hostclasses) {
        Observation world =
                cloud.planner().observe(new Scope(environment, Set.of())).of(hostclasses);
        Set<String> without = new TreeSet<>(hostclasses);
        world.found(Alarm.class).forEach(each -> without.remove(each.part()));
        requirePresent(cloud, environment, without);
        List<Spec> stays =
                world.found(Alarm.class).stream()
                        .filter(each -> hostclasses.isEmpty() || hostclasses.contains(each.part()))
                        .map(Found::state)
                        .filter(each -> !each.actions().isEmpty())
                        .<Spec>map(each -> unaltered(world.named(each)))
                        .toList();
        return cloud.planner().plan(world, List.of(Alarm.class), stays);
    }

    /**
     * Stops where an environment has nothing of a hostclass. Needs no files.
     *
     * @throws UnknownName that names those that it has
     */
    public static void requirePresent(Cloud cloud, String environment, Set<String> hostclasses) {
        if (!hostclasses.isEmpty()) {
            UnknownName.refuse(hostclasses, Fleets.present(cloud, environment));
        }
    }

    /** As a wish that leaves alone who is told, and what a period without data counts as. */
    private static Alarm unaltered(Alarm alarm) {
        return new Alarm(
                alarm.name(),
                alarm.part(),
                alarm.description(),
                alarm.namespace(),
                alarm.metric(),
                alarm.dimensions(),
                alarm.statistic(),
                alarm.periodSeconds(),
                alarm.evaluationPeriods(),
                alarm.threshold(),
                alarm.comparison(),
                null,
                alarm.actions(),
                null,
                null);
    }
}
