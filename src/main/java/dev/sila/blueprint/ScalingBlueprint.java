package dev.sila.blueprint;

import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.Dimension;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.model.Balancer;
import dev.sila.model.Scaling;
import dev.sila.model.Scaling.Adjustment;
import dev.sila.model.Scaling.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a group grows and shrinks, as specs. */
public final class ScalingBlueprint {
    private static final String EC2 = "AWS/EC2/";

    /** The metrics that AWS has under a name of their own for target tracking. */
    private static final Map<String, String> PREDEFINED =
            Map.of(
                    EC2 + "CPUUtilization", "ASGAverageCPUUtilization",
                    EC2 + "NetworkIn", "ASGAverageNetworkIn",
                    EC2 + "NetworkOut", "ASGAverageNetworkOut");

    /** The one of AWS's own metrics that is of a load balancer. */
    private static final String REQUESTS = "RequestCountPerTarget";

    private final String environment;
    private final String part;
    private final Ref<AutoScalingGroup> group;
    private final Scaling scaling;
    private final @Nullable Balancer balancer;

    private ScalingBlueprint(
            String environment, String part, Scaling scaling, @Nullable Balancer balancer) {
        this.environment = environment;
        this.part = part;
        this.group = Names.group(environment, part);
        this.scaling = scaling;
        this.balancer = balancer;
    }

    /**
     * The policies {@code up} and {@code down}, and an alarm for each threshold that is given; or
     * the policy {@code target}, for which AWS itself makes alarms.
     *
     * @param part the hostclass
     * @param balancer what stands in front of it: its metrics may be the ones that count
     */
    public static List<Spec> specs(
            String environment, String part, Scaling scaling, @Nullable Balancer balancer) {
        return new ScalingBlueprint(environment, part, scaling, balancer).all();
    }

    private List<Spec> all() {
        return switch (scaling.style()) {
            case Scaling.Target target ->
                    List.of(ScalingPolicy.of(group, "target", tracking(target)));
            case Scaling.Steps steps ->
                    watched(
                            policy("up", steps(steps.up(), steps.warmupSeconds())),
                            policy("down", steps(steps.down(), steps.warmupSeconds())));
            case Scaling.Simple _ ->
                    watched(
                            policy("up", simple(scaling.up())),
                            policy("down", simple(scaling.down())));
        };
    }

    private List<Spec> watched(ScalingPolicy up, ScalingPolicy down) {
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

    private ScalingPolicy policy(String name, ScalingPolicy.Rule rule) {
        return ScalingPolicy.of(group, name, rule);
    }

    private ScalingPolicy.Simple simple(Adjustment adjustment) {
        return new ScalingPolicy.Simple(
                type(adjustment),
                adjustment.amount(),
                least(adjustment),
                scaling.cooldownSeconds());
    }

    /** The seed's least adjustment of a percentage is one host. */
    private static @Nullable Integer least(Adjustment adjustment) {
        return adjustment.percent() ? 1 : null;
    }

    private static String type(Adjustment adjustment) {
        return adjustment.percent() ? "PercentChangeInCapacity" : "ChangeInCapacity";
    }

    /** Steps that grow count upwards from the threshold, those that shrink downwards. */
    private static ScalingPolicy.Steps steps(List<Step> steps, @Nullable Integer warmup) {
        Set<ScalingPolicy.Step> all = new HashSet<>();
        for (int index = 0; index < steps.size(); index++) {
            Step step = steps.get(index);
            Double near = step.beyond();
            Double far = index + 1 < steps.size() ? steps.get(index + 1).beyond() : null;
            int amount = step.adjustment().amount();
            all.add(
                    amount > 0
                            ? new ScalingPolicy.Step(near, far, amount)
                            : new ScalingPolicy.Step(negative(far), negative(near), amount));
        }
        Adjustment first = steps.getFirst().adjustment();
        return new ScalingPolicy.Steps(type(first), least(first), warmup, all);
    }

    /** Zero is zero: the other one would differ from what AWS tells. */
    private static @Nullable Double negative(@Nullable Double bound) {
        return bound == null ? null : Double.valueOf(0.0 - bound);
    }

    private ScalingPolicy.Tracking tracking(Scaling.Target target) {
        return new ScalingPolicy.Tracking(
                metric(), target.value(), target.shrinks(), target.warmupSeconds());
    }

    private ScalingPolicy.Metric metric() {
        String predefined = PREDEFINED.get(scaling.namespace() + "/" + scaling.metric());
        if (predefined != null) {
            return new ScalingPolicy.Predefined(predefined);
        }
        boolean application =
                Balancer.Type.ofNamespace(scaling.namespace())
                        .filter(Balancer.Type.ALB::equals)
                        .isPresent();
        if (balancer != null && application && scaling.metric().equals(REQUESTS)) {
            return new ScalingPolicy.Requests(
                    Names.loadBalancer(environment, part),
                    Names.targetGroup(environment, part),
                    listener(balancer));
        }
        return new ScalingPolicy.Custom(
                scaling.namespace(), scaling.metric(), statistic(), dimensions());
    }

    /** The one with the lowest port that forwards to the first target group. */
    private Ref<Listener> listener(Balancer of) {
        Balancer.Port first = of.ports().getFirst().inside();
        int port =
                of.ports().stream()
                        .filter(each -> each.inside().equals(first))
                        .mapToInt(each -> each.outside().number())
                        .min()
                        .orElseThrow();
        return new Ref<>(Listener.class, Names.listener(Names.balancer(environment, part), port));
    }

    private String statistic() {
        return HostclassMetrics.statistic(scaling.namespace(), scaling.metric());
    }

    private Set<Dimension> dimensions() {
        return HostclassMetrics.dimensions(
                environment, part, scaling.namespace(), scaling.metric());
    }

    private Alarm alarm(String end, String comparison, double threshold, ScalingPolicy action) {
        String name = group.name() + "_" + scaling.metric() + "_" + end;
        String verb = end.equals("max") ? "grows above" : "shrinks below";
        return new Alarm(
                name,
                part,
                group.name() + " " + verb + " " + scaling.metric() + " " + threshold,
                scaling.namespace(),
                scaling.metric(),
                dimensions(),
                statistic(),
                scaling.periodSeconds(),
                end.equals("max") ? scaling.evaluations() : scaling.downEvaluations(),
                threshold,
                comparison,
                null,
                Set.of(Ref.to(action)),
                null,
                null);
    }
}
