package dev.sila.cli.operation;

import dev.sila.aws.forecast.Forecast;
import dev.sila.aws.forecast.Forecaster;
import dev.sila.aws.forecast.Headroom;
import dev.sila.aws.forecast.IamPolicy;
import dev.sila.aws.forecast.Permission;
import dev.sila.aws.forecast.Rounds;
import dev.sila.engine.Plan;
import dev.sila.engine.WorkOrder;
import dev.sila.spotinst.ElastigroupFootprint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a plan says beside its changes: calls, time, permissions, quotas. */
public final class Insight {
    private final Cloud cloud;
    private final Forecaster forecaster = new Forecaster(Cloud.footprints());

    public Insight(Cloud cloud) {
        this.cloud = cloud;
    }

    /** What applying the plan at once asks of AWS. */
    public Forecast forecast(Plan plan) {
        return forecast(plan, Rounds.ONE);
    }

    /** What applying the plan round by round asks of AWS. */
    public Forecast forecast(Plan plan, Rounds rounds) {
        return forecaster.of(plan, WorkOrder.of(plan, cloud.kinds()), rounds);
    }

    /** What the account's quotas leave for the plan; calls AWS for each of them. */
    public List<Headroom.Room> quotas(Plan plan) {
        return new Headroom(cloud.clients()).of(plan, Cloud.footprints());
    }

    /**
     * The IAM policy that just suffices to make this plan, to carry it out and to look again.
     *
     * @param looked the calls of the look that made the plan, by {@code service:Action}
     * @param beside what carrying it out needs beside the plan, such as a lease
     */
    public Map<String, Object> policy(
            Plan plan, Forecast forecast, Set<String> looked, Set<Permission> beside) {
        Set<Permission> permissions = new HashSet<>(forecast.permissions());
        permissions.addAll(beside);
        permissions.addAll(forecaster.looking(plan));
        Set<String> known = new HashSet<>();
        permissions.forEach(each -> known.add(each.action()));
        for (String action : new TreeSet<>(looked)) {
            if (action.startsWith(ElastigroupFootprint.SERVICE + ":")) {
                continue;
            }
            Permission permission = Permission.reading(action);
            if (!known.contains(permission.action())) {
                permissions.add(permission);
            }
        }
        return IamPolicy.document(permissions, cloud.clients().region());
    }
}
