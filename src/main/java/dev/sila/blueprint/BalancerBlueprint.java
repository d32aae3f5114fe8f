package dev.sila.blueprint;

import dev.sila.aws.kind.AliasRecord;
import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Balancer;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.model.HostedZone;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The load balancer of a hostclass as specs. */
public final class BalancerBlueprint {
    private static final int LONGEST_CHECK_TIMEOUT = 4;

    private final Environment environment;
    private final Hostclass hostclass;
    private final Balancer balancer;
    private final BalancerFacts facts;

    public BalancerBlueprint(
            Environment environment, Hostclass hostclass, Balancer balancer, BalancerFacts facts) {
        this.environment = environment;
        this.hostclass = hostclass;
        this.balancer = balancer;
        this.facts = facts;
    }

    /**
     * A classic balancer, or target groups, a balancer and its listeners; and the records of its
     * names, where there are hosted zones for them.
     *
     * @throws ProblemException with what does not fit
     */
    public List<Spec> specs(List<String> zones) {
        List<Spec> specs = new ArrayList<>();
        if (balancer.type() == Balancer.Type.CLASSIC) {
            ClassicBlueprint classic = new ClassicBlueprint(this);
            specs.add(classic.spec(zones));
            specs.addAll(records(classic.ref()));
        } else {
            SecondBalancerBlueprint second = new SecondBalancerBlueprint(this);
            specs.addAll(second.specs(zones));
            specs.addAll(records(second.ref()));
        }
        return specs;
    }

    private List<Spec> records(Ref<? extends Spec> target) {
        List<Spec> records = new ArrayList<>();
        for (String name : balancer.dnsNames()) {
            for (HostedZone zone : HostedZone.of(name, facts.zones())) {
                String own = AliasRecord.name(name, zone.id());
                records.add(new AliasRecord(own, zone.id(), name, target));
            }
        }
        return records;
    }

    /** The hosted zones of its names, as the balancer's tag has them. */
    private String hostedZones() {
        return balancer.dnsNames().stream()
                .flatMap(each -> HostedZone.of(each, facts.zones()).stream())
                .map(HostedZone::id)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** The tags of the balancer itself, by which its records are found again. */
    Tags balancerTags(String name) {
        String zones = hostedZones();
        return zones.isEmpty() ? tags(name) : tags(name).and(Marks.HOSTED_ZONES, zones);
    }

    /** The target groups in which instances are registered. */
    public Set<Ref<TargetGroup>> targets() {
        return balancer.type() == Balancer.Type.CLASSIC
                ? Set.of()
                : new SecondBalancerBlueprint(this).targets();
    }

    /** The classic balancers with which instances are registered. */
    public Set<Ref<ClassicLoadBalancer>> classic() {
        return balancer.type() == Balancer.Type.CLASSIC
                ? Set.of(new ClassicBlueprint(this).ref())
                : Set.of();
    }

    Environment environment() {
        return environment;
    }

    Hostclass hostclass() {
        return hostclass;
    }

    Balancer balancer() {
        return balancer;
    }

    String scheme() {
        return balancer.open() ? "internet-facing" : "internal";
    }

    Set<Ref<Subnet>> subnets(List<String> zones) {
        return zones.stream()
                .map(each -> Names.subnet(environment.name(), balancer.metaNetwork(), each))
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<Ref<SecurityGroup>> securityGroups() {
        return Set.of(Names.securityGroup(environment.name(), balancer.metaNetwork()));
    }

    /** A check that has not answered by then has failed. */
    int checkTimeout() {
        return Math.min(LONGEST_CHECK_TIMEOUT, balancer.check().intervalSeconds() - 1);
    }

    /** The ARN of the certificate of its secure ports; null for others. */
    @Nullable String certificate(Balancer.Port outside) {
        String wanted = balancer.certificate();
        if (!outside.secure() || wanted == null) {
            return null;
        }
        return wanted.startsWith("arn:")
                ? wanted
                : Objects.requireNonNull(facts.certificates().get(wanted), wanted);
    }

    /** The tags of all that the balancer consists of. */
    Tags tags(String name) {
        String productLine = hostclass.productLine();
        Tags tags =
                Names.tags(name, environment.name(), hostclass.part())
                        .and("hostclass", hostclass.name())
                        .and("environment", environment.name())
                        .and(Hostclass.IS_TESTING, hostclass.testing() ? "1" : "0");
        return productLine == null ? tags : tags.and("productline", productLine);
    }
}
