package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.schedule.Capacity;
import dev.sila.model.schedule.Cron;
import dev.sila.model.schedule.Schedule;
import dev.sila.model.schedule.ScheduledSize;
import dev.sila.simulation.Adjustment;
import dev.sila.simulation.Alarm;
import dev.sila.simulation.Comparison;
import dev.sila.simulation.MissingData;
import dev.sila.simulation.Policy;
import dev.sila.simulation.Replay;
import dev.sila.simulation.Scenario;
import dev.sila.simulation.Series;
import dev.sila.simulation.Simulation;
import dev.sila.simulation.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/**
 * The simulation against the local cloud's own CloudWatch and Auto Scaling, which were written
 * apart: the same loads, policies, alarms and schedules lead to the same sizes at every minute.
 */
final class SimulationTest {
    private static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private static final int MINUTES = 90;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A look comes after what alarms repeat, and before what they cause has arrived. */
    private static final Duration LOOK = Duration.ofMillis(3500);

    /** Alarms look by themselves just after the values have come. */
    private static final Duration AFTER_VALUES = Duration.ofMillis(1500);

    /** What the local cloud's simulated machines take. */
    private static final Duration LAUNCH = Duration.ofSeconds(6);

    private static final Duration TERMINATION = Duration.ofSeconds(6);

    private static final Scenario.Load TOTAL = new Scenario.Load.Total(100);
    private static final Scenario.Load METRIC = new Scenario.Load.Metric();

    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private Instant start = Instant.EPOCH;

    /** A subnet and a launch template for the groups. */
    private static Twin.Ground ground(Stage stage) {
        Ec2Client ec2 = stage.cloud().clients().ec2();
        String vpc = ec2.createVpc(each -> each.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String subnet =
                ec2.createSubnet(each -> each.vpcId(vpc).cidrBlock("10.0.0.0/20"))
                        .subnet()
                        .subnetId();
        String template =
                ec2.createLaunchTemplate(each ->
                                each.launchTemplateName("twin")
                                        .launchTemplateData(data ->
                                                data.imageId(IMAGE)
                                                        .instanceType(InstanceType.T3_MICRO)))
                        .launchTemplate()
                        .launchTemplateId();
        return new Twin.Ground(subnet, template);
    }

    private static Policy simple(String name, Adjustment.Type type, int amount, int cooldown) {
        int least = type == Adjustment.Type.PERCENT_CHANGE_IN_CAPACITY ? 2 : 0;
        return new Policy.Simple(
                name, new Adjustment(type, amount, least), Duration.ofSeconds(cooldown));
    }

    private static Policy.Interval step(
            @Nullable Double lower, @Nullable Double upper, int amount) {
        return new Policy.Interval(
                lower, upper, new Adjustment(Adjustment.Type.CHANGE_IN_CAPACITY, amount, 0));
    }

    private static List<Alarm> alarms(int period, int up, int down) {
        return List.of(
                Alarm.simple("high", "up", Comparison.GREATER, 70, period, up),
                Alarm.simple("low", "down", Comparison.LESS_OR_EQUAL, 30, period, down));
    }

    private static Alarm alarm(MissingData missing, int needed, Statistic statistic) {
        return new Alarm(
                "high",
                "up",
                statistic,
                Comparison.GREATER_OR_EQUAL,
                60,
                Duration.ofMinutes(1),
                3,
                needed,
                missing);
    }

    /** A walk between 0 and a greatest value, with a pause of some minutes now and then. */
    private Series walk(int seed, double most, boolean pauses) {
        Random random = new Random(seed);
        TreeMap<Instant, Double> values = new TreeMap<>();
        double value = most / 2;
        int pause = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            value = Math.clamp(value + random.nextGaussian() * most / 7, 0, most);
            pause = pause > 0 ? pause - 1 : pauses && random.nextInt(12) == 0 ? 4 : 0;
            if (pause == 0 || minute == 0 || minute == MINUTES - 1) {
                values.put(start.plus(MINUTE.multipliedBy(minute)), value);
            }
        }
        return new Series(values, MINUTE);
    }

    private void add(
            String name,
            Series series,
            Scenario.Load load,
            List<Policy> policies,
            List<Alarm> alarms,
            ScheduledSize... actions) {
        Schedule schedule = new Schedule(List.of(actions), ZoneId.of("Europe/Berlin"));
        Scenario.Hosts hosts = new Scenario.Hosts(LAUNCH, TERMINATION, Duration.ofSeconds(100));
        scenarios.put(
                name,
                new Scenario(
                        series, load, new Capacity(1, 4, 12), hosts, policies, alarms, schedule));
    }

    private static List<Policy> ones() {
        var change = Adjustment.Type.CHANGE_IN_CAPACITY;
        return List.of(simple("up", change, 1, 150), simple("down", change, -1, 90));
    }

    private static List<Policy> steps() {
        return List.of(
                new Policy.Step(
                        "up",
                        List.of(step(0.0, 10.0, 1), step(10.0, 20.0, 2), step(20.0, null, 4)),
                        Duration.ofSeconds(100)),
                new Policy.Step(
                        "down", List.of(step(null, -15.0, -3), step(-15.0, 0.0, -1)), null));
    }

    private static Policy.Tracking tracking() {
        return new Policy.Tracking("target", 50, false, Duration.ofSeconds(130));
    }

    private void addSimple() {
        var percent = Adjustment.Type.PERCENT_CHANGE_IN_CAPACITY;
        var exact = Adjustment.Type.EXACT_CAPACITY;
        add("ones", walk(15, 100, false), METRIC, ones(), alarms(60, 2, 3));
        add("long", walk(16, 100, false), METRIC, ones(), alarms(300, 2, 1));
        add(
                "percent",
                walk(17, 100, false),
                METRIC,
                List.of(simple("up", percent, 30, 90), simple("down", percent, -20, 30)),
                alarms(120, 1, 1));
        add(
                "exact",
                walk(18, 100, false),
                METRIC,
                List.of(simple("up", exact, 9, 90), simple("down", exact, 2, 90)),
                alarms(60, 1, 1));
        add(
                "schedule",
                walk(21, 100, false),
                METRIC,
                ones(),
                alarms(60, 2, 2),
                new ScheduledSize(Cron.of("*/40 * * * *"), 2, 8, 9),
                new ScheduledSize(Cron.of("25 * * * *"), null, 3, null),
                new ScheduledSize(Cron.of("50 * * * *"), null, null, 5));
        add("share", walk(22, 700, false), TOTAL, ones(), alarms(60, 2, 3));
    }

    private void addOthers() {
        List<Policy> target = List.of(tracking());
        List<Alarm> own = tracking().alarms();
        add("steps", walk(19, 100, false), METRIC, steps(), alarms(60, 1, 2));
        add("target", walk(20, 100, false), METRIC, target, own);
        add("shareSteps", walk(23, 700, false), TOTAL, steps(), alarms(60, 1, 1));
        add("shareTarget", walk(24, 500, false), TOTAL, target, own);
    }

    private void addMissing() {
        for (MissingData each : MissingData.values()) {
            for (int needed = 2; needed <= 3; needed++) {
                add(
                        "missing" + each + needed,
                        walk(25, 100, true),
                        METRIC,
                        ones(),
                        List.of(
                                alarm(each, needed, Statistic.MAXIMUM),
                                Alarm.simple("low", "down", Comparison.LESS, 30, 60, 2)));
            }
        }
    }

    @Test
    void sizesAreThoseOfTheLocalCloud() {
        try (Stage stage = new Stage()) {
            Twin.Ground ground = ground(stage);
            start = stage.now().truncatedTo(ChronoUnit.HOURS).plus(20, ChronoUnit.HOURS);
            addSimple();
            addOthers();
            addMissing();
            Map<String, Twin> twins = new LinkedHashMap<>();
            scenarios.forEach(
                    (name, scenario) -> twins.put(name, new Twin(stage, name, scenario, ground)));
            stage.pass(Duration.between(stage.now(), start.plus(AFTER_VALUES)));
            twins.values().forEach(Twin::arm);

            Map<String, List<String>> real = real(stage, twins);

            scenarios.forEach((name, scenario) -> {
                Replay replay = Simulation.run(scenario);
                List<String> simulated =
                        replay.points().stream()
                                .skip(1)
                                .map(each ->
                                        minute(each.time())
                                                + " "
                                                + each.size().desired()
                                                + " "
                                                + each.serving())
                                .toList();
                assertThat(simulated).as(name).isEqualTo(real.get(name));
                assertThat(replay.events())
                        .as(name)
                        .anyMatch(each -> each.kind() == Replay.Kind.POLICY);
            });
        }
    }

    private String minute(Instant time) {
        return String.valueOf(Duration.between(start, time).toMinutes());
    }

    /**
     * Each minute's value comes a little earlier in its minute than the one before, so that what an
     * alarm repeats after a minute comes after it, not at the same moment.
     */
    private Map<String, List<String>> real(Stage stage, Map<String, Twin> twins) {
        Map<String, List<String>> real = new LinkedHashMap<>();
        Map<String, Twin.Seen> before = Twin.seen(stage);
        for (int minute = 1; minute <= MINUTES; minute++) {
            Instant end = start.plus(MINUTE.multipliedBy(minute));
            stage.pass(Duration.between(stage.now(), end));
            Map<String, Twin.Seen> after = Twin.seen(stage);
            stage.pass(Duration.ofMillis(10L * (MINUTES - minute)));
            List<MetricDatum> data = new ArrayList<>();
            for (Map.Entry<String, Twin> each : twins.entrySet()) {
                Scenario scenario = Objects.requireNonNull(scenarios.get(each.getKey()));
                Double load = scenario.series().values().get(end.minus(MINUTE));
                if (load != null) {
                    double share = share(seen(before, each.getKey()), seen(after, each.getKey()));
                    boolean shared = scenario.load().equals(TOTAL);
                    double metric = shared ? Math.min(100, load * share) : load;
                    data.add(each.getValue().datum(metric, end));
                }
            }
            stage.cloud()
                    .clients()
                    .cloudWatch()
                    .putMetricData(each -> each.namespace(Twin.NAMESPACE).metricData(data));
            stage.pass(Duration.between(stage.now(), end.plus(LOOK)));
            before = Twin.seen(stage);
            for (String name : twins.keySet()) {
                Twin.Seen group = seen(before, name);
                real.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(minute + " " + group.desired() + " " + group.serving());
            }
        }
        return real;
    }

    private static Twin.Seen seen(Map<String, Twin.Seen> groups, String name) {
        return Objects.requireNonNull(groups.get(name));
    }

    /** Which part of its group's load a host bears in a minute: what is launched serves later. */
    private static double share(Twin.Seen before, Twin.Seen after) {
        double late = (double) LAUNCH.toSeconds() / MINUTE.toSeconds();
        return late / before.serving() + (1 - late) / after.serving();
    }
}
