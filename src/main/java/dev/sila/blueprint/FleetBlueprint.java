package dev.sila.blueprint;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.AutoScalingGroup.MixedInstances;
import dev.sila.aws.kind.InstanceProfile;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.Role;
import dev.sila.aws.kind.Subnet;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Balancer;
import dev.sila.model.ElastigroupRules;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.model.Pipeline;
import dev.sila.model.SpotShare;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs a hostclass in an environment, as specs. */
public final class FleetBlueprint {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    /** What a row without instance type runs on at first: today's sibling of Asiaq's m3.large. */
    private static final String INSTANCE_TYPE = "m5.large";

    private static final int ALL = 100;

    private final Environment environment;
    private final Pipeline.Row row;
    private final Hostclass hostclass;
    private final FleetFacts facts;
    private final List<String> zones;
    private final List<String> instanceTypes;
    private final SizeBlueprint sizes;
    private final @Nullable BalancerBlueprint balancer;

    private FleetBlueprint(
            Environment environment, Pipeline.Row row, Hostclass hostclass, FleetFacts facts) {
        this.environment = environment;
        this.row = row;
        this.hostclass = hostclass;
        this.facts = facts;
        this.zones = environment.zones().of(facts.zones());
        this.instanceTypes =
                instanceTypes(row, facts.present() == null ? facts.former() : facts.present());
        this.sizes = new SizeBlueprint(row, facts.present(), facts.former());
        Balancer wanted = hostclass.balancer();
        this.balancer =
                wanted == null
                        ? null
                        : new BalancerBlueprint(environment, hostclass, wanted, facts.balancing());
    }

    /**
     * The role and the instance profile (when the directory has the policy), the launch template,
     * the balancer with its target groups and listeners (when the hostclass has one), the
     * autoscaling group, its scheduled actions, its policies and its alarms; or in place of
     * template, group and what hangs on it an elastigroup. Hostclasses that share a profile give
     * equal specs for it. A second group for tests has no policies and alarms: it keeps its size.
     *
     * @throws ProblemException with what does not fit
     */
    public static List<Spec> specs(
            Environment environment, Pipeline.Row row, Hostclass hostclass, FleetFacts facts) {
        return new FleetBlueprint(environment, row, hostclass, facts).all();
    }

    /**
     * The parts of the environment that the hostclass's specs are marked with: the hostclass, and a
     * profile that it shares with others, which stays when the hostclass goes.
     */
    public static Set<String> parts(Hostclass hostclass) {
        Hostclass.Profile profile = hostclass.profile();
        return profile != null && profile.shared()
                ? Set.of(hostclass.part(), profile.name())
                : Set.of(hostclass.part());
    }

    private List<Spec> all() {
        List<Spec> specs = new ArrayList<>();
        InstanceProfile profile = null;
        Hostclass.Profile wanted = hostclass.profile();
        if (wanted != null && wanted.policy() != null && wanted.policyName() != null) {
            Role role = role(wanted, wanted.policyName(), wanted.policy());
            profile = new InstanceProfile(role.name(), Ref.to(role), role.tags());
            specs.add(role);
            specs.add(profile);
        }
        LaunchTemplate template = launchTemplate(profile);
        List<Spec> balancing = balancer == null ? List.of() : balancer.specs(zones);
        String account = hostclass.launch().spotinstAccount();
        if (account != null && elastigroup()) {
            specs.addAll(balancing);
            specs.add(
                    new ElastigroupBlueprint(environment, row, account)
                            .of(template, group(), sizes));
            return List.copyOf(specs);
        }
        specs.add(template);
        specs.addAll(balancing);
        specs.add(group());
        Ref<AutoScalingGroup> group = Names.group(environment.name(), hostclass.part());
        specs.addAll(sizes.actions(group, hostclass.launch().timeZone()));
        if (!hostclass.testing()) {
            specs.addAll(
                    ScalingBlueprint.specs(
                            environment.name(),
                            hostclass.part(),
                            hostclass.scaling(),
                            hostclass.balancer()));
        }
        return List.copyOf(specs);
    }

    private Role role(Hostclass.Profile profile, String policyName, String policy) {
        String name = environment.name() + "_" + profile.name();
        String part = profile.shared() ? profile.name() : hostclass.part();
        Tags tags = Names.tags(name, environment.name(), part);
        return new Role(name, TRUST, Map.of(policyName, policy), tags);
    }

    private LaunchTemplate launchTemplate(@Nullable InstanceProfile made) {
        String name = Names.fleet(environment.name(), hostclass.part());
        Hostclass.Profile profile = hostclass.profile();
        Boolean monitored = hostclass.launch().detailedMonitoring();
        return new LaunchTemplate(
                name,
                facts.image().id(),
                instanceTypes.getFirst(),
                made == null ? null : Ref.to(made),
                made == null && profile != null ? profile.name() : null,
                hostclass.keyName(),
                Set.of(Names.securityGroup(environment.name(), hostclass.metaNetwork())),
                hostclass.publicAddress(),
                UserData.of(
                        environment,
                        hostclass,
                        facts,
                        spot() ? Boolean.valueOf(elastigroup()) : null),
                DiskBlueprint.of(row, instanceTypes, facts),
                monitored == null ? hostclass.scaling().watched() : monitored,
                hostTags(),
                Names.tags(name, environment.name(), hostclass.part()));
    }

    private AutoScalingGroup group() {
        String name = Names.fleet(environment.name(), hostclass.part());
        return new AutoScalingGroup(
                name,
                new Ref<>(LaunchTemplate.class, name),
                mixedInstances(),
                sizes.minimum(),
                sizes.maximum(),
                sizes.desired(),
                subnets(),
                balancer == null ? Set.of() : balancer.targets(),
                balancer == null ? Set.of() : balancer.classic(),
                balancer == null ? "EC2" : "ELB",
                hostclass.graceSeconds(),
                hostclass.warmupSeconds(),
                row.terminationPolicies().isEmpty()
                        ? List.of("Default")
                        : row.terminationPolicies(),
                hostTags().and(sizes.tags()));
    }

    /** The row's types, else those that the group has, so that a blank column changes nothing. */
    private static List<String> instanceTypes(
            Pipeline.Row row, FleetFacts.@Nullable Present present) {
        List<String> kept = present == null ? List.of() : present.instanceTypes();
        List<String> types = row.instanceTypes().isEmpty() ? kept : row.instanceTypes();
        return types.isEmpty() ? List.of(INSTANCE_TYPE) : types;
    }

    private boolean spot() {
        return ElastigroupRules.spot(row, hostclass);
    }

    private boolean elastigroup() {
        return ElastigroupRules.elastigroup(row, hostclass);
    }

    /** Several types on demand are taken in their order; spot is taken where AWS has most of it. */
    private MixedInstances mixedInstances() {
        if (!spot() && instanceTypes.size() == 1) {
            return MixedInstances.NONE;
        }
        SpotShare share =
                spot()
                        ? SpotShare.read(row.spotinstReserve()).orElse(SpotShare.ALL_SPOT)
                        : new SpotShare(0, ALL);
        return new MixedInstances(
                instanceTypes,
                share.onDemandBase(),
                share.onDemandPercentage(),
                "prioritized",
                "price-capacity-optimized",
                spot());
    }

    /** A kept address holds its hosts in its own zone. */
    private Set<Ref<Subnet>> subnets() {
        NetworkInterface kept = facts.reserved().get(hostclass.name());
        if (kept != null && hostclass.launch().reservesAddress()) {
            return Set.of(kept.subnet());
        }
        return Set.copyOf(
                zones.stream()
                        .map(each ->
                                Names.subnet(environment.name(), hostclass.metaNetwork(), each))
                        .toList());
    }

    /** The tags of hosts and of what they are made by. */
    private Tags hostTags() {
        Boolean own = row.chaos();
        boolean chaos = own == null ? hostclass.chaos() : own;
        Tags tags =
                new Tags(hostclass.tags())
                        .and("hostclass", hostclass.name())
                        .and("application", environment.application())
                        .and("environment", environment.name())
                        .and("environment_class", facts.environmentClass())
                        .and("chaos", chaos ? "True" : "False")
                        .and(Hostclass.IS_TESTING, hostclass.testing() ? "1" : "0")
                        .and(optional("owner", facts.owner()))
                        .and(optional("productline", hostclass.productLine()));
        String name = Names.fleet(environment.name(), hostclass.part());
        return tags.and(Names.tags(name, environment.name(), hostclass.part()));
    }

    private static Tags optional(String key, @Nullable String value) {
        return value == null ? Tags.NONE : Tags.of(key, value);
    }
}
