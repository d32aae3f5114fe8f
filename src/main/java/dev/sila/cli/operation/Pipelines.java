package dev.sila.cli.operation;

import dev.sila.config.Configuration;
import dev.sila.model.Pipeline;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Suggest;
import java.util.List;

/** The pipelines of a configuration. */
final class Pipelines {
    private Pipelines() {}

    /**
     * The pipeline in that file.
     *
     * @param file relative to the configuration's directory; {@code pipelines/} and {@code .csv}
     *     may be left out
     */
    static Pipeline named(Configuration files, String file) {
        List<String> names =
                List.of(file, file + ".csv", "pipelines/" + file, "pipelines/" + file + ".csv");
        List<String> known = files.pipelines().stream().map(Pipeline::file).toList();
        return files.pipelines().stream()
                .filter(each -> names.contains(each.file()))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.error(
                                        "--pipeline " + file,
                                        "there is no such pipeline in " + files.root() + ".",
                                        Suggest.remedy(
                                                file,
                                                known,
                                                "The pipelines are: "
                                                        + String.join(", ", known)))));
    }
}
