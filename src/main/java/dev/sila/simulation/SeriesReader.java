package dev.sila.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a metric series: lines of {@code time,value}, or what {@code aws cloudwatch
 * get-metric-statistics} or {@code get-metric-data} print as JSON. A time is one of ISO 8601, in
 * UTC if it names no offset, or seconds since 1970.
 */
public final class SeriesReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_PROBLEMS = 10;

    private final String where;
    private final Problems problems = new Problems();
    private final TreeMap<Instant, Double> values = new TreeMap<>();

    private SeriesReader(String where) {
        this.where = where;
    }

    /**
     * Reads the text of a file.
     *
     * @param where the file
     * @param statistic which one is taken where the file has several
     * @param result the id or label of the series that is taken where the file has several; null:
     *     it has one
     * @throws ProblemException with everything that is wrong
     */
    public static Series read(
            String text, String where, Statistic statistic, @Nullable String result) {
        SeriesReader reader = new SeriesReader(where);
        if (text.stripLeading().startsWith("{")) {
            reader.json(text, statistic, result);
        } else {
            reader.lines(text);
        }
        if (reader.values.isEmpty() && !reader.problems.hasErrors()) {
            reader.problems.error(
                    where, "has no values.", "Ask CloudWatch for a time that has some.");
        }
        if (reader.problems.hasErrors()) {
            List<Problem> all = reader.problems.list();
            throw new ProblemException(all.subList(0, Math.min(MOST_PROBLEMS, all.size())));
        }
        return Series.of(reader.values);
    }

    private void lines(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        boolean first = true;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] cells = line.replace("\"", "").split("[,;\t]", -1);
                boolean heading = first && cells[0].matches("\\D.*");
                first = false;
                if (!heading) {
                    line(where + ":" + (index + 1), line, cells);
                }
            }
        }
    }

    private void line(String place, String line, String[] cells) {
        Optional<Instant> time = time(cells[0]);
        if (time.isEmpty() || cells.length != 2) {
            problems.error(
                    place,
                    "\"" + line + "\" is no time and value.",
                    "Write 2026-11-27T08:05:00Z,81.5");
            return;
        }
        if (!cells[1].isBlank()) {
            try {
                add(place, time.get(), Double.parseDouble(cells[1].strip()));
            } catch (NumberFormatException wrong) {
                problems.error(
                        place,
                        "\"" + cells[1] + "\" is no number.",
                        "Write it with a point, or leave it empty where there is no data.");
            }
        }
    }

    private static Optional<Instant> time(String text) {
        String time = text.strip().replace(' ', 'T');
        try {
            if (time.matches("\\d{9,11}(\\.\\d+)?")) {
                return Optional.of(Instant.ofEpochSecond((long) Double.parseDouble(time)));
            }
            return Optional.of(
                    time.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                            ? OffsetDateTime.parse(time.replaceAll("(\\d\\d)(\\d\\d)$", "$1:$2"))
                                    .toInstant()
                            : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    private void add(String place, Instant time, double value) {
        if (!Double.isFinite(value)) {
            problems.error(place, value + " is no value of a metric.", "Leave it out.");
        } else if (values.putIfAbsent(time, value) != null) {
            problems.error(
                    place,
                    time + " is there twice.",
                    "Ask for one metric, one set of dimensions and one period.");
        }
    }

    private void json(String text, Statistic statistic, @Nullable String result) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree.path("Datapoints").isArray()) {
                tree.path("Datapoints").forEach(each -> datapoint(each, statistic));
            } else if (tree.path("MetricDataResults").isArray()) {
                List<JsonNode> results = new ArrayList<>();
                tree.path("MetricDataResults").forEach(results::add);
                chosen(results, result).ifPresent(this::result);
            } else {
                problems.error(
                        where,
                        "is JSON without Datapoints or MetricDataResults.",
                        "Save what aws cloudwatch get-metric-statistics or get-metric-data print.");
            }
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
            problems.error(
                    where + ":" + line,
                    "is no JSON: " + malformed.getOriginalMessage(),
                    "Save the command's output as it is.");
        }
    }

    private void datapoint(JsonNode point, Statistic statistic) {
        JsonNode value = point.path(statistic.word());
        if (!value.isNumber()) {
            List<JsonNode> others = new ArrayList<>();
            for (Statistic each : Statistic.values()) {
                JsonNode other = point.path(each.word());
                others.addAll(other.isNumber() ? List.of(other) : List.of());
            }
            point.path("ExtendedStatistics").forEach(others::add);
            if (others.size() != 1) {
                problems.error(
                        where,
                        "has no " + statistic.word() + ", which the alarms look at.",
                        "Ask for it: --statistics " + statistic.word());
                return;
            }
            value = others.getFirst();
        }
        add(point.path("Timestamp"), value);
    }

    private Optional<JsonNode> chosen(List<JsonNode> results, @Nullable String wanted) {
        List<JsonNode> found =
                results.stream()
                        .filter(each ->
                                wanted == null
                                        || each.path("Id").asText().equals(wanted)
                                        || each.path("Label").asText().equals(wanted))
                        .toList();
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        List<String> known = results.stream().map(each -> each.path("Id").asText()).toList();
        problems.error(
                where,
                (found.isEmpty() ? "has no result " + wanted : "has several results") + ".",
                "Choose one with --result: " + String.join(", ", known));
        return Optional.empty();
    }

    private void result(JsonNode result) {
        JsonNode times = result.path("Timestamps");
        JsonNode numbers = result.path("Values");
        if (times.size() != numbers.size()) {
            problems.error(
                    where,
                    "has %d times and %d values.".formatted(times.size(), numbers.size()),
                    "Save the command's output as it is.");
            return;
        }
        for (int i = 0; i < times.size(); i++) {
            add(times.get(i), numbers.get(i));
        }
    }

    private void add(JsonNode time, JsonNode value) {
        Optional<Instant> read =
                time.isNumber()
                        ? Optional.of(Instant.ofEpochSecond(time.longValue()))
                        : time(time.asText());
        if (read.isEmpty() || !value.isNumber()) {
            problems.error(
                    where,
                    time + " with " + value + " is no data point.",
                    "Save the command's output as it is.");
            return;
        }
        add(where, read.get(), value.doubleValue());
    }
}
