package dev.sila.cli.operation;

import dev.sila.aws.kind.AliasRecord;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.InstanceProfile;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.Vpc;
import dev.sila.blueprint.BalancerBlueprint;
import dev.sila.blueprint.BalancerFacts;
import dev.sila.config.Configuration;
import dev.sila.config.EnvironmentReader;
import dev.sila.config.HostNames;
import dev.sila.config.HostclassReader;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.Ref;
import dev.sila.engine.Restoration;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.model.Balancer;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.spotinst.Elastigroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The load balancers of single hostclasses: from the files to plans, without the hosts behind. */
public final class LoadBalancers {
    /** What balancers consist of; groups only so that their hosts are registered. */
    private static final List<Class<? extends Spec>> KINDS =
            List.of(
                    TargetGroup.class,
                    LoadBalancer.class,
                    Listener.class,
                    ClassicLoadBalancer.class,
                    AliasRecord.class,
                    AutoScalingGroup.class,
                    Elastigroup.class);

    private final Cloud cloud;
    private final Configuration configuration;

    public LoadBalancers(Cloud cloud, Configuration configuration) {
        this.cloud = cloud;
        this.configuration = configuration;
    }

    /**
     * What has to be done so that the balancers of these hostclasses are as the files say; one that
     * wants none any more loses it.
     *
     * @throws ProblemException if there is no network
     * @throws UnknownName if nobody knows one of the hostclasses
     */
    public Plan plan(String name, Set<String> hostclasses) {
        Observation all = observe(name);
        Found<Vpc> vpc =
                all.found(Vpc.class).stream().findFirst().orElseThrow(() -> noNetwork(name));
        known(hostclasses, all);
        Environment environment =
                new EnvironmentReader(configuration, HostNames.ofThisMachine())
                        .read(name, vpc.state().tags().values().get("type"), Map.of());
        HostclassReader reader = new HostclassReader(configuration, environment);
        List<Hostclass> read = hostclasses.stream().sorted().map(reader::read).toList();
        BalancerFacts facts = new BalancerLookups(cloud).of(read, all);
        List<String> zones =
                all.found(Subnet.class).stream()
                        .map(each -> each.state().availabilityZone())
                        .distinct()
                        .sorted()
                        .toList();
        List<Spec> wanted = new ArrayList<>();
        for (Hostclass each : read) {
            Balancer balancer = each.balancer();
            BalancerBlueprint blueprint =
                    balancer == null
                            ? null
                            : new BalancerBlueprint(environment, each, balancer, facts);
            if (blueprint == null) {
                wanted.addAll(groups(each.name(), all, Set.of(), Set.of()));
            } else {
                wanted.addAll(blueprint.specs(environment.zones().of(zones)));
                wanted.addAll(groups(each.name(), all, blueprint.targets(), blueprint.classic()));
            }
        }
        return cloud.planner().plan(all.of(hostclasses), KINDS, wanted);
    }

    /** The end of these hostclasses' balancers; their hosts stay. */
    public Plan destruction(String name, Set<String> hostclasses) {
        Observation all = observe(name);
        known(hostclasses, all);
        List<Spec> wanted = new ArrayList<>();
        hostclasses.forEach(each -> wanted.addAll(groups(each, all, Set.of(), Set.of())));
        return cloud.planner().plan(all.of(hostclasses), KINDS, wanted);
    }

    private Observation observe(String name) {
        Observation all = cloud.planner().observe(new Scope(name, Set.of()));
        all.start(KINDS);
        return all;
    }

    private static ProblemException noNetwork(String environment) {
        return new ProblemException(
                Problem.error(
                        "environment " + environment,
                        "has no network in this region.",
                        "Make it with: sila env create --name " + environment));
    }

    /** Hostclasses of the files, or that run. */
    private void known(Set<String> hostclasses, Observation all) {
        Set<String> known = new TreeSet<>(configuration.hostclassNames());
        KINDS.forEach(kind ->
                all.found(kind).stream()
                        .flatMap(each -> java.util.stream.Stream.ofNullable(each.part()))
                        .forEach(known::add));
        UnknownName.refuse(hostclasses, known);
    }

    /** The hostclass's groups as they are, but registering hosts there. */
    private static List<Spec> groups(
            String hostclass,
            Observation all,
            Set<Ref<TargetGroup>> targets,
            Set<Ref<ClassicLoadBalancer>> classic) {
        boolean behind = !targets.isEmpty() || !classic.isEmpty();
        List<Spec> groups = new ArrayList<>();
        for (Found<AutoScalingGroup> each : all.found(AutoScalingGroup.class)) {
            if (hostclass.equals(each.part())) {
                AutoScalingGroup now = each.state();
                groups.add(
                        new AutoScalingGroup(
                                now.name(),
                                named(LaunchTemplate.class, now.launchTemplate(), all),
                                now.mixedInstances(),
                                now.minSize(),
                                now.maxSize(),
                                now.desiredCapacity(),
                                now.subnets().stream()
                                        .map(subnet -> named(Subnet.class, subnet, all))
                                        .collect(Collectors.toUnmodifiableSet()),
                                targets,
                                classic,
                                behind ? "ELB" : "EC2",
                                now.healthCheckGraceSeconds(),
                                now.instanceWarmupSeconds(),
                                now.terminationPolicies(),
                                now.tags()));
            }
        }
        for (Found<Elastigroup> each : all.found(Elastigroup.class)) {
            if (hostclass.equals(each.part())) {
                Spec named = Restoration.named(each.state(), around(all));
                groups.add(((Elastigroup) named).behind(targets, classic));
            }
        }
        return groups;
    }

    /** Everything that an elastigroup refers to. */
    private static List<Found<?>> around(Observation all) {
        List<Found<?>> around = new ArrayList<>();
        List.of(Vpc.class, Subnet.class, SecurityGroup.class, InstanceProfile.class)
                .forEach(kind -> around.addAll(all.found(kind)));
        return around;
    }

    /** A reference by name, in place of one by identifier. */
    private static <S extends Spec> Ref<S> named(Class<S> type, Ref<S> ref, Observation all) {
        return all.found(type).stream()
                .filter(each -> each.id().equals(ref.name()))
                .findFirst()
                .map(each -> new Ref<>(type, each.state().name()))
                .orElse(ref);
    }
}
