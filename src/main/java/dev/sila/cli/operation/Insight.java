package dev.sila.cli.operation;

import dev.sila.aws.forecast.Forecast;
import dev.sila.aws.forecast.Forecaster;
import dev.sila.aws.forecast.Rounds;
import dev.sila.aws.kind.Footprints;
import dev.sila.engine.Plan;
import dev.sila.engine.WorkOrder;

/** What a plan says beside its changes: calls, time, permissions, quotas. */
public final class Insight {
    private final Cloud cloud;
    private final Forecaster forecaster = new Forecaster(Footprints.all());

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
}
