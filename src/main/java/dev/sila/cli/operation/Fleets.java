package dev.sila.cli.operation;

import dev.sila.aws.Rosters;
import dev.sila.aws.forecast.Rounds;
import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.AliasRecord;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.InstanceProfile;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.LogGroup;
import dev.sila.aws.kind.MetricFilter;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.Role;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.aws.kind.ScheduledAction;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.Vpc;
import dev.sila.blueprint.FleetBlueprint;
import dev.sila.blueprint.FleetFacts;
import dev.sila.cli.output.Progress;
import dev.sila.config.Configuration;
import dev.sila.config.EnvironmentReader;
import dev.sila.config.HostNames;
import dev.sila.config.HostclassReader;
import dev.sila.engine.Found;
import dev.sila.engine.Key;
import dev.sila.engine.Marks;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Report;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.model.ElastigroupRules;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.model.Pipeline;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.spotinst.Elastigroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What runs in environments: from {@code disco_aws.ini} and pipelines to plans. */
public final class Fleets {
    /** The kinds that hostclasses consist of. */
    public static final List<Class<? extends Spec>> KINDS =
            List.of(
                    Role.class,
                    InstanceProfile.class,
                    LaunchTemplate.class,
                    TargetGroup.class,
                    LoadBalancer.class,
                    Listener.class,
                    ClassicLoadBalancer.class,
                    AliasRecord.class,
                    AutoScalingGroup.class,
                    Elastigroup.class,
                    ScheduledAction.class,
                    ScalingPolicy.class,
                    Alarm.class,
                    LogGroup.class,
                    MetricFilter.class);

    private final Cloud cloud;
    private final Configuration configuration;

    public Fleets(Cloud cloud, Configuration configuration) {
        this.cloud = cloud;
        this.configuration = configuration;
    }

    /**
     * The pipeline in that file.
     *
     * @param file relative to the configuration's directory; {@code pipelines/} and {@code .csv}
     *     may be left out
     */
    public Pipeline pipeline(String file) {
        return Pipelines.named(configuration, file);
    }

    /** The hostclasses of a pipeline. */
    static Set<String> hostclasses(Pipeline pipeline) {
        Set<String> names = new LinkedHashSet<>();
        pipeline.rows().forEach(each -> names.add(each.hostclass()));
        return names;
    }

    /**
     * What has to be done so that a pipeline's hostclasses are as the files say.
     *
     * @param sequences the first sequence that needs each resource
     */
    public record Draft(Plan plan, Pipeline pipeline, Map<Key, Integer> sequences) {
        public Draft {
            sequences = Map.copyOf(sequences);
        }
    }

    /** Plans a pipeline in an environment whose network exists. */
    public Draft plan(String name, Pipeline pipeline) {
        Observation all = cloud.planner().observe(new Scope(name, Set.of()));
        all.start(KINDS);
        Found<Vpc> vpc =
                all.found(Vpc.class).stream().findFirst().orElseThrow(() -> noNetwork(name));
        String type = vpc.state().tags().values().get("type");
        Environment environment =
                new EnvironmentReader(configuration, HostNames.ofThisMachine())
                        .read(name, type, Map.of());
        TestGroups.check(pipeline, configuration, all);
        Observation world = all.of(parts(environment, pipeline));
        List<NetworkInterface> network =
                world.found(NetworkInterface.class).stream().map(Found::state).toList();
        Map<Spec, Integer> specs =
                specs(environment, pipeline, world, existingZones(world), network);
        Alarms.requireTopics(name, List.copyOf(specs.keySet()), world);
        Plan plan = cloud.planner().plan(world, KINDS, List.copyOf(specs.keySet()));
        Map<Key, Integer> sequences = new HashMap<>();
        specs.forEach(
                (spec, sequence) -> sequences.put(new Key(spec.getClass(), spec.name()), sequence));
        return new Draft(plan, pipeline, sequences);
    }

    private static ProblemException noNetwork(String environment) {
        return new ProblemException(
                Problem.error(
                        "environment " + environment,
                        "has no network in this region.",
                        "Make it with: sila env create --name " + environment));
    }

    /** How carrying out the draft is split, and what is waited for between. */
    public static Rounds rounds(Draft draft) {
        return new SequenceRounds(draft);
    }

    /** Carries out the draft, one sequence after the other, in the standard manner. */
    public Report apply(Draft draft, Execution execution) {
        return apply(draft, execution, Manner.STANDARD);
    }

    /**
     * Carries out the draft, one sequence after the other.
     *
     * @throws ProblemException with what failed; where the manner says so, the hostclasses are by
     *     then as the draft found them
     */
    public Report apply(Draft draft, Execution execution, Manner manner) {
        HostArrival watch = watch(draft, execution.progress(), manner);
        Sequences stages = new Sequences(draft, watch, execution.progress());
        try {
            return execution.apply(draft.plan(), stages);
        } catch (ProblemException failure) {
            throw manner.rollsBack()
                    ? new Rollback(cloud, execution).after(draft.plan(), failure)
                    : failure;
        }
    }

    /**
     * Deletes first and then makes what is planned by then.
     *
     * @throws ProblemException with what failed
     */
    public Report renew(Plan down, Supplier<Draft> up, Execution execution, Manner manner) {
        Report gone = execution.apply(down);
        Draft draft = up.get();
        PlanText.lines(draft.plan()).forEach(execution.progress()::say);
        List<Report.Result> results = new ArrayList<>(gone.results());
        results.addAll(apply(draft, execution, manner).results());
        return new Report(results, List.of());
    }

    /** Waits until all hosts of the draft are well, one sequence after the other. */
    public void await(Draft draft, Progress progress, Manner manner) {
        Sequences stages = new Sequences(draft, watch(draft, progress, manner), progress);
        stages.always().keySet().stream().sorted().forEach(stages::ended);
    }

    private HostArrival watch(Draft draft, Progress progress, Manner manner) {
        String environment = draft.plan().scope().environment();
        return new HostArrival(
                cloud, progress, environment, wellness(draft, manner), manner.patience());
    }

    private Wellness wellness(Draft draft, Manner manner) {
        String environment = draft.plan().scope().environment();
        Set<String> outside = new HashSet<>();
        for (Spec each : draft.plan().wanted()) {
            if (each instanceof Elastigroup group) {
                outside.add(group.tags().values().getOrDefault(Marks.PART, ""));
            }
        }
        SmokeTests tests = new SmokeTests(cloud, configuration, environment, manner);
        return new Wellness(cloud, environment, tests, outside);
    }

    /**
     * How each hostclass of the draft is now. A smoke test that takes its time is given half a
     * minute.
     */
    public List<FleetState> states(Draft draft, Manner manner) {
        List<Wellness.State> states = wellness(draft, manner).settled(draft.pipeline().rows());
        return draft.pipeline().rows().stream().map(row -> state(row, states)).distinct().toList();
    }

    private static FleetState state(Pipeline.Row row, List<Wellness.State> states) {
        Wellness.State state =
                states.stream()
                        .filter(each -> each.hostclass().equals(row.part()))
                        .findFirst()
                        .orElseThrow();
        return new FleetState(
                row.sequence(),
                row.part(),
                state.roster() == null ? null : state.desired(),
                state.launched(),
                state.serving(),
                state.tested() ? state.passed().size() : null,
                state.well(),
                state.passing(),
                state.lagging().stream().map(Rosters.Member::instanceId).toList());
    }

    /** The deletion of the pipeline's hostclasses. */
    public Plan destruction(String environment, Pipeline pipeline) {
        return destruction(environment, hostclasses(pipeline));
    }

    /** The deletion of these hostclasses. */
    public Plan destruction(String environment, Set<String> hostclasses) {
        return cloud.planner().plan(new Scope(environment, hostclasses), KINDS, List.of());
    }

    /** The hostclasses that an environment has anything of. */
    public static Set<String> present(Cloud cloud, String environment) {
        Observation world = cloud.planner().observe(new Scope(environment, Set.of()));
        world.start(KINDS);
        Set<String> parts = new TreeSet<>();
        for (Class<? extends Spec> kind : KINDS) {
            for (Found<?> each : world.found(kind)) {
                String part = each.part();
                if (part != null) {
                    parts.add(part);
                }
            }
        }
        parts.remove(Marks.NETWORK);
        return parts;
    }

    /** The parts of an environment that a pipeline's plan may change. */
    Set<String> parts(Environment environment, Pipeline pipeline) {
        HostclassReader reader = new HostclassReader(configuration, environment);
        Set<String> parts = new HashSet<>();
        pipeline.rows().forEach(each -> parts.addAll(FleetBlueprint.parts(reader.read(each))));
        return parts;
    }

    /**
     * The pipeline's hostclasses as specs, each with the first sequence that needs it.
     *
     * @param network what the environment's network will consist of
     */
    Map<Spec, Integer> specs(
            Environment environment,
            Pipeline pipeline,
            Observation world,
            List<String> zones,
            Collection<? extends Spec> network) {
        HostclassReader reader = new HostclassReader(configuration, environment);
        Map<Pipeline.Row, FleetFacts> facts =
                new LaunchFacts(cloud, configuration, environment, world)
                        .of(pipeline, zones, network);
        checkElastigroups(pipeline, reader);
        Alarms watch = new Alarms(cloud, configuration);
        LogMetrics logs = new LogMetrics(cloud, configuration);
        Map<Spec, Integer> specs = new LinkedHashMap<>();
        for (Pipeline.Row row : pipeline.rows()) {
            Hostclass hostclass = reader.read(row);
            FleetFacts known = Objects.requireNonNull(facts.get(row));
            List<Spec> all =
                    new ArrayList<>(FleetBlueprint.specs(environment, row, hostclass, known));
            if (!row.testing()) {
                all.addAll(logs.specs(environment.name(), row.hostclass()));
                all.addAll(
                        watch.specs(
                                environment.name(),
                                row.hostclass(),
                                !ElastigroupRules.elastigroup(row, hostclass)));
            }
            all.forEach(each -> specs.merge(each, row.sequence(), Math::min));
        }
        return specs;
    }

    private static void checkElastigroups(Pipeline pipeline, HostclassReader reader) {
        Problems problems = new Problems();
        for (Pipeline.Row row : pipeline.rows()) {
            String where = pipeline.file() + ":" + row.line();
            ElastigroupRules.check(row, reader.read(row), where, problems);
        }
        problems.throwIfErrors();
    }

    private static List<String> existingZones(Observation world) {
        return world.found(Subnet.class).stream()
                .map(each -> each.state().availabilityZone())
                .distinct()
                .sorted()
                .toList();
    }
}
