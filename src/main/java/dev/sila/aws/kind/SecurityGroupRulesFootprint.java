package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link SecurityGroupRules} ask of AWS: one call for all rules of a direction. */
final class SecurityGroupRulesFootprint implements Footprint<SecurityGroupRules> {
    /** AWS gives every new group this rule. */
    private static final Set<SecurityGroupRules.Rule> GIVEN =
            Set.of(
                    new SecurityGroupRules.Rule(
                            "-1", -1, -1, new SecurityGroupRules.Cidr("0.0.0.0/0")));

    @Override
    public Class<SecurityGroupRules> type() {
        return SecurityGroupRules.class;
    }

    @Override
    public void look(SecurityGroupRules state, Effort effort) {
        // The groups' own look tells them.
    }

    @Override
    public void create(
            SecurityGroupRules wanted,
            Change.@Nullable Replace<SecurityGroupRules> instead,
            Effort effort) {
        change("Ingress", Set.of(), wanted.ingress(), effort);
        if (wanted.egress() != null) {
            change("Egress", GIVEN, wanted.egress(), effort);
        }
    }

    private static void change(
            String direction,
            Set<SecurityGroupRules.Rule> now,
            Set<SecurityGroupRules.Rule> wanted,
            Effort effort) {
        once("AuthorizeSecurityGroup" + direction, !now.containsAll(wanted), effort);
        once("RevokeSecurityGroup" + direction, !wanted.containsAll(now), effort);
    }

    private static void once(String action, boolean needed, Effort effort) {
        effort.ec2(action).times(needed ? 1 : 0).marked();
    }

    @Override
    public void update(
            Found<SecurityGroupRules> found, SecurityGroupRules wanted, Diff diff, Effort effort) {
        if (diff.has("ingress")) {
            change("Ingress", found.state().ingress(), wanted.ingress(), effort);
        }
        Set<SecurityGroupRules.Rule> egress = found.state().egress();
        if (diff.has("egress") && wanted.egress() != null && egress != null) {
            change("Egress", egress, wanted.egress(), effort);
        }
    }

    @Override
    public void delete(Found<SecurityGroupRules> found, Effort effort) {
        effort.ec2("DescribeSecurityGroups");
        once("RevokeSecurityGroupIngress", !found.state().ingress().isEmpty(), effort);
        Set<SecurityGroupRules.Rule> egress = found.state().egress();
        boolean groups =
                egress != null
                        && egress.stream()
                                .anyMatch(
                                        each -> each.source() instanceof SecurityGroupRules.Group);
        once("RevokeSecurityGroupEgress", groups, effort);
    }
}
