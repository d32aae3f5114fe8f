package dev.sila.cli.operation;

import dev.sila.config.Configuration;
import dev.sila.config.EnvironmentReader;
import dev.sila.config.HostNames;
import dev.sila.config.HostclassReader;
import dev.sila.model.Hostclass;
import dev.sila.model.Pipeline;
import dev.sila.model.Sizes;
import dev.sila.model.schedule.Capacity;
import dev.sila.model.schedule.Schedule;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Suggest;
import dev.sila.simulation.Scenario;
import dev.sila.simulation.Series;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the files say of a hostclass's scaling, as a scenario. Nothing is asked of a cloud.
 *
 * @param rules its policies and alarms
 * @param schedule its scheduled sizes
 * @param size what a new group has; scheduled sizes change it
 */
public record Rehearsal(Hostclass hostclass, ScalingRules rules, Schedule schedule, Capacity size) {
    /**
     * The sizes to rehearse with.
     *
     * @param pipeline the file of the pipeline that has them; null: whichever has the hostclass
     * @param minimum instead of the pipeline's; null: as there; the others alike
     */
    public record Wish(
            @Nullable String pipeline,
            @Nullable Sizes minimum,
            @Nullable Sizes desired,
            @Nullable Sizes maximum) {}

    /**
     * Reads the hostclass.
     *
     * @throws ProblemException if it is not there, no or several sizes are found for it, or nothing
     *     of it ever changes a size
     */
    public static Rehearsal of(Configuration files, String environment, String name, Wish wish) {
        Hostclass hostclass =
                new HostclassReader(
                                files,
                                new EnvironmentReader(files, HostNames.ofThisMachine())
                                        .read(environment, null, Map.of()))
                        .read(name);
        Rehearsal rehearsal = of(hostclass, sizes(files, name, wish));
        if (rehearsal.schedule().isEmpty() && rehearsal.rules().alarms().isEmpty()) {
            throw problem(
                    hostclass.where(),
                    "nothing changes the size of " + name + " by itself.",
                    "Write scaling_up_threshold, scaling_down_threshold, or sizes with times.");
        }
        return rehearsal;
    }

    private static Rehearsal of(Hostclass hostclass, Wish sizes) {
        Sizes minimum = sizes.minimum();
        Sizes desired = sizes.desired();
        Sizes maximum = sizes.maximum();
        try {
            return new Rehearsal(
                    hostclass,
                    ScalingRules.of(hostclass),
                    Schedule.of(minimum, desired, maximum, zone(hostclass)),
                    Capacity.ofNew(minimum, desired, maximum));
        } catch (IllegalArgumentException wrong) {
            throw problem("sizes of " + hostclass.name(), String.valueOf(wrong.getMessage()), "");
        }
    }

    private static ZoneId zone(Hostclass hostclass) {
        return ZoneId.of(hostclass.launch().timeZone());
    }

    private static Wish sizes(Configuration files, String name, Wish wish) {
        if (wish.pipeline() == null && wish.maximum() != null) {
            return wish;
        }
        List<Pipeline> pipelines =
                wish.pipeline() == null
                        ? files.pipelines()
                        : List.of(Pipelines.named(files, wish.pipeline()));
        List<Wish> found =
                pipelines.stream()
                        .flatMap(each -> each.rows().stream())
                        .filter(each -> each.hostclass().equals(name))
                        .map(each -> merged(wish, each))
                        .distinct()
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw found.isEmpty() ? nowhere(pipelines, name) : ambiguous(pipelines, name);
    }

    private static Wish merged(Wish wish, Pipeline.Row row) {
        return new Wish(
                null,
                wish.minimum() == null ? row.minSize() : wish.minimum(),
                wish.desired() == null ? row.desiredSize() : wish.desired(),
                wish.maximum() == null ? row.maxSize() : wish.maximum());
    }

    private static ProblemException nowhere(List<Pipeline> pipelines, String name) {
        TreeSet<String> known = new TreeSet<>();
        pipelines.forEach(each -> known.addAll(Fleets.hostclasses(each)));
        return problem(
                "hostclass " + name,
                "no pipeline has it, so that its sizes are not known.",
                Suggest.remedy(name, known, "Give --min-size, --desired-size and --max-size."));
    }

    private static ProblemException ambiguous(List<Pipeline> pipelines, String name) {
        List<String> having =
                pipelines.stream()
                        .filter(each -> Fleets.hostclasses(each).contains(name))
                        .map(Pipeline::file)
                        .toList();
        return problem(
                "hostclass " + name,
                "it has several sizes: in " + String.join(", ", having) + ".",
                "Choose one with --pipeline, or give --max-size and the others.");
    }

    private static ProblemException problem(String where, String what, String remedy) {
        return new ProblemException(Problem.error(where, what, remedy));
    }

    /**
     * The scenario of a series. What the schedule has left at its beginning holds then.
     *
     * @param launch from the decision until a host serves
     * @param termination from the decision until a host is gone
     */
    public Scenario scenario(
            Series series, Scenario.Load load, Duration launch, Duration termination) {
        return new Scenario(
                series,
                load,
                schedule.at(size, series.start()),
                new Scenario.Hosts(
                        launch, termination, Duration.ofSeconds(hostclass.warmupSeconds())),
                rules.policies(),
                rules.alarms(),
                schedule);
    }
}
