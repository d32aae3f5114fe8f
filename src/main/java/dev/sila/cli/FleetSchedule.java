package dev.sila.cli;

import dev.sila.cli.output.Column;
import dev.sila.config.Configuration;
import dev.sila.config.HostclassValues;
import dev.sila.model.Pipeline;
import dev.sila.model.schedule.Capacity;
import dev.sila.model.schedule.Occurrence;
import dev.sila.model.schedule.Schedule;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows when which size of a hostclass applies. */
@Command(
        name = "schedule",
        description = {
            "Show when which size of a hostclass applies, by the pipelines' files; asks no cloud.",
            "Times are those of the hostclass's option schedule_time_zone, UTC without one."
        })
final class FleetSchedule implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV xxx", java.util.Locale.ROOT);

    private final Session session;
    private final Clock clock = Clock.systemUTC();

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "HOSTCLASS", description = "The hostclass.")
    private String hostclass = "";

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--until",
            required = true,
            paramLabel = "DATE",
            converter = Day.class,
            description = "The last day, such as 2026-12-31.")
    private LocalDate until = LocalDate.EPOCH;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = Day.class,
            description = "The first day (default: now).")
    private @Nullable LocalDate from;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "Only of this pipeline, where several have the hostclass.")
    private @Nullable String pipeline;

    FleetSchedule(Session session) {
        this.session = session;
    }

    /**
     * A size that begins to apply.
     *
     * @param note what a change of the clocks does to its time; empty for nothing
     */
    private record Line(
            String pipeline,
            String time,
            Instant utc,
            Capacity size,
            String recurrence,
            String note) {}

    /** A day as it is written on the command line. */
    static final class Day implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException wrong) {
                throw new TypeConversionException("a day is written like 2026-12-31");
            }
        }
    }

    @Override
    public Integer call() {
        Configuration configuration = session.configuration();
        ZoneId zone = zone(configuration);
        Instant start = from == null ? clock.instant() : from.atStartOfDay(zone).toInstant();
        Instant end = until.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        if (end.isBefore(start)) {
            throw usage("--until " + until + " is before the first day");
        }
        List<Line> lines = new ArrayList<>();
        int rows = 0;
        for (Pipeline each : configuration.pipelines()) {
            for (Pipeline.Row row : each.rows()) {
                if (row.hostclass().equals(hostclass) && chosen(each)) {
                    rows++;
                    lines.addAll(lines(each.file(), row, zone, start, end));
                }
            }
        }
        if (rows == 0) {
            throw usage("no pipeline has the hostclass " + hostclass);
        }
        session.output().rows(columns(), lines);
        return 0;
    }

    private boolean chosen(Pipeline candidate) {
        String file = candidate.file();
        return pipeline == null
                || List.of(pipeline, pipeline + ".csv", "pipelines/" + pipeline).contains(file)
                || file.equals("pipelines/" + pipeline + ".csv");
    }

    private ParameterException usage(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }

    private ZoneId zone(Configuration configuration) {
        HostclassValues values = new HostclassValues(configuration, environment.name());
        String name = values.written(hostclass, "schedule_time_zone").orElse("UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new ProblemException(
                    Problem.error(
                            "schedule_time_zone of " + hostclass,
                            "\"" + name + "\" is no time zone.",
                            "Write one such as Europe/Berlin."));
        }
    }

    private static List<Line> lines(
            String file, Pipeline.Row row, ZoneId zone, Instant start, Instant end) {
        Schedule schedule;
        try {
            schedule = Schedule.of(row.minSize(), row.desiredSize(), row.maxSize(), zone);
        } catch (IllegalArgumentException refused) {
            throw new ProblemException(
                    Problem.error(
                            file + ":" + row.line(),
                            String.valueOf(refused.getMessage()),
                            "Write times as 30 10 * * *."));
        }
        Capacity fresh = Capacity.ofNew(row.minSize(), row.desiredSize(), row.maxSize());
        Capacity now = schedule.at(fresh, start);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(file, TIME.format(start.atZone(zone)), start, now, "", "at first"));
        for (Schedule.Change each : schedule.changes(now, start, end)) {
            ZonedDateTime time = each.time();
            lines.add(
                    new Line(
                            file,
                            TIME.format(time),
                            time.toInstant(),
                            each.group(),
                            each.action().cron().text(),
                            note(each.clock())));
        }
        return lines;
    }

    private static String note(Occurrence.Clock clock) {
        return switch (clock) {
            case PLAIN -> "";
            case SKIPPED -> "the clocks skip this time";
            case DOUBLED -> "the clocks show this time twice";
        };
    }

    private static List<Column<Line>> columns() {
        return List.of(
                Column.of("time", Line::time),
                Column.of("min", each -> each.size().minimum()),
                Column.of("desired", each -> each.size().desired()),
                Column.of("max", each -> each.size().maximum()),
                Column.of("recurrence", Line::recurrence),
                Column.of("note", Line::note),
                Column.detail("utc", Line::utc),
                Column.detail("pipeline", Line::pipeline));
    }
}
