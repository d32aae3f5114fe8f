package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Permission;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link PeeringRules} ask of AWS, in groups of either environment. */
final class PeeringRulesFootprint implements Footprint<PeeringRules> {
    private static final String ALLOW = "AuthorizeSecurityGroupIngress";

    @Override
    public Class<PeeringRules> type() {
        return PeeringRules.class;
    }

    @Override
    public void look(PeeringRules state, Effort effort) {
        effort.ec2("DescribeSecurityGroupRules");
    }

    @Override
    public void create(
            PeeringRules wanted, Change.@Nullable Replace<PeeringRules> instead, Effort effort) {
        effort.ec2("DescribeSecurityGroups").times(wanted.group() == null ? 1 : 0);
        allow(wanted, wanted.ingress(), effort);
    }

    private static void allow(PeeringRules wanted, Set<PeeringRules.Source> added, Effort effort) {
        int foreign = (int) added.stream().filter(each -> each.group() == null).count();
        effort.ec2("DescribeSecurityGroups").times(foreign);
        String owner = Neighbour.environment(wanted.name());
        Map<String, String> tagged = new HashMap<>(Permission.marking(new Scope(owner, Set.of())));
        tagged.put("ec2:CreateAction", ALLOW);
        effort.ec2(ALLOW)
                .times(added.size())
                .markedAs(owner)
                .and(
                        new Permission(
                                "ec2:CreateTags", "arn:aws:ec2:*:*:security-group-rule/*", tagged));
    }

    private static void revoke(PeeringRules state, int rules, Effort effort) {
        effort.ec2("DescribeSecurityGroupRules").times(rules == 0 ? 0 : 1);
        effort.ec2("RevokeSecurityGroupIngress")
                .times(rules)
                .markedAs(Neighbour.environment(state.name()));
    }

    @Override
    public void update(Found<PeeringRules> found, PeeringRules wanted, Diff diff, Effort effort) {
        Set<PeeringRules.Source> gone = new HashSet<>(found.state().ingress());
        gone.removeAll(wanted.ingress());
        revoke(wanted, gone.size(), effort);
        Set<PeeringRules.Source> added = new HashSet<>(wanted.ingress());
        added.removeAll(found.state().ingress());
        allow(wanted, added, effort);
    }

    @Override
    public void delete(Found<PeeringRules> found, Effort effort) {
        revoke(found.state(), found.state().ingress().size(), effort);
    }
}
