package dev.sila.config;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniParser;
import dev.sila.model.Pipeline;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the files of an environment directory. */
public final class ConfigurationReader {
    private final Path root;
    private final Problems problems;

    private ConfigurationReader(Path root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * Reads all files.
     *
     * @throws ProblemException with everything that cannot be read in any of them
     */
    public static Configuration read(Path root) {
        Problems problems = new Problems();
        Configuration configuration = read(root, problems);
        problems.throwIfErrors();
        return configuration;
    }

    /** Reads all files; what cannot be read is put into problems and left out. */
    static Configuration read(Path root, Problems problems) {
        return new ConfigurationReader(root, problems).read();
    }

    private Configuration read() {
        IniFile hostclasses = ini(EnvironmentDirectory.HOSTCLASSES);
        IniFile networks = ini(EnvironmentDirectory.NETWORKS);
        List<Pipeline> pipelines =
                files(root.resolve("pipelines"), ".csv").stream()
                        .map(each -> PipelineReader.read(relative(each), text(each), problems))
                        .toList();
        Map<String, String> policies = new TreeMap<>();
        for (Path each : files(root.resolve("iam").resolve("instance_policies"), ".iam")) {
            String name = String.valueOf(each.getFileName());
            policies.put(name.substring(0, name.length() - ".iam".length()), text(each));
        }
        return new Configuration(
                root,
                hostclasses,
                networks,
                pipelines,
                policies,
                optional(EnvironmentDirectory.ALARMS),
                optional(EnvironmentDirectory.LOG_METRICS),
                optional(EnvironmentDirectory.DATABASES),
                optional(EnvironmentDirectory.SEARCH_DOMAINS));
    }

    private IniFile ini(String name) {
        Path path = root.resolve(name);
        if (!Files.isRegularFile(path)) {
            problems.error(name, "the file is missing in " + root + ".", "Add it.");
            return IniFile.empty(name);
        }
        return IniParser.parse(name, text(path), problems);
    }

    /** A file that a directory need not have. */
    private IniFile optional(String name) {
        return Files.exists(root.resolve(name)) ? ini(name) : IniFile.empty(name);
    }

    private List<Path> files(Path folder, String end) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> each.toString().endsWith(end))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.error(
                    relative(folder),
                    "the folder cannot be read: " + unreadable.getMessage(),
                    "Look at its permissions.");
            return List.of();
        }
    }

    private String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (CharacterCodingException wrong) {
            problems.error(
                    relative(path),
                    "the file is not UTF-8 text.",
                    "Convert it, for example with iconv -t UTF-8.");
        } catch (IOException unreadable) {
            problems.error(
                    relative(path),
                    "the file cannot be read: " + unreadable.getMessage(),
                    "Look at its permissions.");
        }
        return "";
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
