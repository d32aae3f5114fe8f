package dev.sila.config;

import dev.sila.model.Pipeline;
import dev.sila.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pipeline of one hostclass, as options of a command give it. */
public final class SingleRow {
    private SingleRow() {}

    /**
     * Reads it as a pipeline's row is read.
     *
     * @param where what problems are told of: the command
     * @param values by column; what is left out is blank
     * @throws dev.sila.problem.ProblemException with all that is wrong
     */
    public static Pipeline pipeline(String where, String hostclass, Map<String, String> values) {
        Map<String, String> row = new HashMap<>(values);
        row.put("sequence", "1");
        row.put("hostclass", hostclass);
        Problems problems = new Problems();
        List<Pipeline.Row> rows =
                new PipelineRowReader(where, 1, row, problems).read().stream().toList();
        problems.throwIfErrors();
        return new Pipeline(where, rows);
    }
}
