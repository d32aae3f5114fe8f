package dev.sila.localcloud.service.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;

/** A scaling policy: as AWS describes it, without its alarms. */
record Policy(ScalingPolicy model) {
    boolean simple() {
        return model.policyType().equals("SimpleScaling");
    }

    boolean tracking() {
        return model.policyType().equals("TargetTrackingScaling");
    }

    int magnitude() {
        if (model.minAdjustmentMagnitude() != null) {
            return model.minAdjustmentMagnitude();
        }
        return model.minAdjustmentStep() == null ? 0 : model.minAdjustmentStep();
    }

    List<Adjustment.Step> steps() {
        return model.stepAdjustments().stream()
                .map(step ->
                        new Adjustment.Step(
                                step.metricIntervalLowerBound(),
                                step.metricIntervalUpperBound(),
                                step.scalingAdjustment()))
                .toList();
    }
}
