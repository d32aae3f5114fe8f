package dev.sila.blueprint;

import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.SecurityGroupRules.Rule;
import dev.sila.aws.kind.SecurityGroupRules.Source;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.model.Cidr;
import dev.sila.model.Environment;
import dev.sila.model.Ipv6Cidr;
import dev.sila.model.MetaNetwork;
import dev.sila.model.Permissions;
import dev.sila.model.Permissions.Permission;
import dev.sila.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The security groups of an environment's metanetworks, and their rules, as specs. */
final class SecurityBlueprint {
    private final Environment environment;

    SecurityBlueprint(Environment environment) {
        this.environment = environment;
    }

    List<Spec> specs() {
        List<Spec> specs = new ArrayList<>();
        environment.metaNetworks().forEach(each -> specs.add(group(each)));
        environment.metaNetworks().forEach(each -> specs.add(rules(each)));
        return specs;
    }

    private SecurityGroup group(MetaNetwork network) {
        String name = Names.network(environment.name(), network.name());
        return new SecurityGroup(
                name,
                Names.vpc(environment.name()),
                "Metanetwork " + network.name() + " of " + environment.name(),
                Names.tags(name, environment.name(), Marks.NETWORK)
                        .and(Marks.META_NETWORK, network.name()));
    }

    private SecurityGroupRules rules(MetaNetwork network) {
        Ref<SecurityGroup> group = Names.securityGroup(environment.name(), network.name());
        Set<Permission> out = Permissions.outOf(environment, network);
        return new SecurityGroupRules(
                group.name(),
                group,
                rules(Permissions.of(environment, network)),
                out == null ? null : rules(out));
    }

    private Set<Rule> rules(Set<Permission> permissions) {
        return permissions.stream().map(this::rule).collect(Collectors.toUnmodifiableSet());
    }

    private Rule rule(Permission permission) {
        SecurityRule.Ports ports = permission.ports();
        return new Rule(
                permission.protocol(), ports.from(), ports.to(), source(permission.source()));
    }

    private Source source(SecurityRule.Source source) {
        return switch (source) {
            case SecurityRule.Range(Cidr cidr) -> new SecurityGroupRules.Cidr(cidr.toString());
            case SecurityRule.Ipv6Range(Ipv6Cidr cidr) ->
                    new SecurityGroupRules.Cidr(cidr.toString());
            case SecurityRule.PrefixList(String id) -> new SecurityGroupRules.PrefixList(id);
            case SecurityRule.Net(String name) ->
                    new SecurityGroupRules.Group(Names.securityGroup(environment.name(), name));
            case SecurityRule.Everywhere _ ->
                    throw new IllegalStateException("a permission names each of its sources");
        };
    }
}
