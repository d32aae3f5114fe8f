package dev.sila.cli.operation;

import dev.sila.config.Configuration;
import dev.sila.model.Pipeline;
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
                .orElseThrow(() -> UnknownName.pipeline(file, known, files.root()));
    }
}
