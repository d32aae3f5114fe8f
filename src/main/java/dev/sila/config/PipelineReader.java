package dev.sila.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.sila.model.Pipeline;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a pipeline: a CSV file whose first line names the columns. Columns may come in any order
 * and be left out, but for {@code hostclass}; a row may end before its last columns.
 */
public final class PipelineReader {
    /** The columns that a pipeline may have. */
    public static final List<String> COLUMNS =
            List.of(
                    "sequence",
                    "hostclass",
                    "min_size",
                    "desired_size",
                    "max_size",
                    "instance_type",
                    "extra_space",
                    "extra_disk",
                    "iops",
                    "smoke_test",
                    "ami",
                    "deployable",
                    "integration_test",
                    "spotinst",
                    "spotinst_reserve",
                    "termination_policies",
                    "chaos");

    private static final ObjectReader CSV = new CsvMapper().readerFor(String[].class);

    private final String file;
    private final Problems problems;

    private PipelineReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads a file. Rows that cannot be read are reported and left out. */
    public static Pipeline read(String file, String text, Problems problems) {
        return new PipelineReader(file, problems).read(text.lines().toList());
    }

    private Pipeline read(List<String> lines) {
        int header = 0;
        while (header < lines.size() && lines.get(header).isBlank()) {
            header++;
        }
        List<String> columns = header == lines.size() ? List.of() : columns(lines.get(header));
        if (!columns.contains("hostclass")) {
            problems.error(
                    place(header + 1),
                    "the first line does not name a column hostclass, so this is no pipeline.",
                    "Begin with: sequence,hostclass,min_size,desired_size,max_size,instance_type");
            return new Pipeline(file, List.of());
        }
        checkColumns(columns, header + 1);
        List<Pipeline.Row> rows = new ArrayList<>();
        for (int i = header + 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                row(columns, lines.get(i), i + 1, rows);
            }
        }
        rows.sort(Comparator.comparingInt(Pipeline.Row::sequence));
        return new Pipeline(file, rows);
    }

    private List<String> columns(String line) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        return cells(text, 1).stream().map(each -> each.strip().toLowerCase(Locale.ROOT)).toList();
    }

    private void checkColumns(List<String> columns, int line) {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                problems.warning(
                        place(line),
                        "the column \"" + column + "\" is not known and is not read.",
                        Suggest.remedy(
                                column, COLUMNS, "The columns are: " + String.join(", ", COLUMNS)));
            }
            if (!seen.add(column)) {
                problems.error(
                        place(line),
                        "the column \"" + column + "\" is there twice.",
                        "Remove one of them.");
            }
        }
    }

    private void row(List<String> columns, String line, int number, List<Pipeline.Row> rows) {
        List<String> cells = cells(line, number);
        if (cells.size() > columns.size()) {
            problems.error(
                    place(number),
                    "the row has "
                            + cells.size()
                            + " columns, but the first line names only "
                            + columns.size()
                            + ".",
                    "Remove a comma, or name the missing column.");
            return;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            values.put(columns.get(i), cells.get(i).strip());
        }
        new PipelineRowReader(place(number), number, values, problems).read().ifPresent(rows::add);
    }

    private List<String> cells(String line, int number) {
        try {
            return Arrays.asList(CSV.<String[]>readValue(line));
        } catch (JsonProcessingException malformed) {
            problems.error(
                    place(number),
                    "the line is not CSV: " + malformed.getOriginalMessage(),
                    "Put quotes around a value that holds a comma, and close every quote.");
            return List.of();
        }
    }

    private String place(int line) {
        return file + ":" + line;
    }
}
