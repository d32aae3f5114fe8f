package dev.sila.blueprint;

import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Scaling;
import dev.sila.model.Scaling.Adjustment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a group grows and shrinks, as specs. */
final class ScalingBlueprint {
    private final Ref<AutoScalingGroup> group;
    private final Scaling scaling;
    private final Tags tags;

    /**
     * @param tags the tags of everything of the hostclass, without a name
     */
    ScalingBlueprint(Ref<AutoScalingGroup> group, Scaling scaling, Tags tags) {
        this.group = group;
        this.scaling = scaling;
        this.tags = tags;
    }

    /** The policies {@code up} and {@code down}, and an alarm for each threshold that is given. */
    List<Spec> specs() {
        ScalingPolicy up = policy("up", scaling.up());
        ScalingPolicy down = policy("down", scaling.down());
        List<Spec> specs = new ArrayList<>(List.of(up, down));
        Double upThreshold = scaling.upThreshold();
        if (upThreshold != null) {
            specs.add(alarm("max", "GreaterThanThreshold", upThreshold, up));
        }
        Double downThreshold = scaling.downThreshold();
        if (downThreshold != null) {
            specs.add(alarm("min", "LessThanThreshold", downThreshold, down));
        }
        return specs;
    }

    private ScalingPolicy policy(String name, Adjustment adjustment) {
        return new ScalingPolicy(
                group.name() + "/" + name,
                group,
                name,
                adjustment.percent() ? "PercentChangeInCapacity" : "ChangeInCapacity",
                adjustment.amount(),
                adjustment.percent() ? 1 : null,
                scaling.cooldownSeconds());
    }

    private Alarm alarm(String end, String comparison, double threshold, ScalingPolicy action) {
        String name = group.name() + "_" + scaling.metric() + "_" + end;
        String verb = end.equals("max") ? "grows above" : "shrinks below";
        return new Alarm(
                name,
                group.name() + " " + verb + " " + scaling.metric() + " " + threshold,
                scaling.namespace(),
                scaling.metric(),
                group,
                "Average",
                scaling.periodSeconds(),
                end.equals("max") ? scaling.evaluations() : scaling.downEvaluations(),
                threshold,
                comparison,
                Set.of(Ref.to(action)),
                tags.and("Name", name));
    }
}
