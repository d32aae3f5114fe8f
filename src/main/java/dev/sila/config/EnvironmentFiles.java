package dev.sila.config;

import dev.sila.config.ini.IniParser;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What becomes of each file of an environment directory, so that none is passed over in silence.
 */
public final class EnvironmentFiles {
    /** Names and folders of Asiaq's that this version does not read, and what is not done. */
    private static final Map<String, String> LATER =
            Map.ofEntries(
                    Map.entry("disco_elasticache.ini", "Caches are not made."),
                    Map.entry(
                            EnvironmentDirectory.DATABASES,
                            "Databases are not made; their names count for alarms."),
                    Map.entry(
                            EnvironmentDirectory.SEARCH_DOMAINS,
                            "Search domains are not made; alarms may watch those that there are."),
                    Map.entry("rds", "Parameters of databases are not set."),
                    Map.entry("iam/user_policies", "Groups and their policies are not made."),
                    Map.entry("iam/group_membership", "Users are not made."),
                    Map.entry("iam/federation", "Federated roles are not made."),
                    Map.entry("iam/s3", "Buckets are not made."),
                    Map.entry("ssm", "Documents are not made; sila host exec-ssm runs any."),
                    Map.entry("app_auth", "Passwords are not made."),
                    Map.entry("app_conf", "Files for hosts are not sent."),
                    Map.entry("datapipeline_templates", "Tables are not saved or restored."),
                    Map.entry("init", "Bake images by other means."),
                    Map.entry("discoroot", "Bake images by other means."));

    private static final List<String> READ =
            List.of(
                    EnvironmentDirectory.HOSTCLASSES,
                    EnvironmentDirectory.NETWORKS,
                    EnvironmentDirectory.ALARMS,
                    EnvironmentDirectory.LOG_METRICS,
                    "pipelines",
                    "iam/instance_policies");

    /** The folders in which only files of one ending are read. */
    private static final Map<String, String> ENDINGS =
            Map.of("pipelines", ".csv", "iam/instance_policies", ".iam");

    private EnvironmentFiles() {}

    /** What becomes of a file. */
    public enum Fate {
        READ,
        LATER,
        /** An INI file without sections. */
        EMPTY,
        OTHER
    }

    /**
     * A file or folder.
     *
     * @param path relative to the environment directory
     * @param files how many files it stands for
     */
    public record Entry(String path, Fate fate, int files) {
        /** Warns of what is not carried out, and of a name that was probably meant otherwise. */
        void check(Problems problems) {
            if (fate == Fate.LATER) {
                String what = path.endsWith(".ini") ? "the file" : "the folder";
                NotYet.warn(path, what, LATER.getOrDefault(path, ""), problems);
            } else if (fate == Fate.OTHER) {
                List<String> known = Stream.concat(READ.stream(), LATER.keySet().stream()).toList();
                Suggest.nearest(path, known)
                        .ifPresent(near ->
                                problems.warning(
                                        path,
                                        path + " is not read.",
                                        "Did you mean " + near + "?"));
            }
        }
    }

    /** All files by path; hidden ones are left out. */
    public static List<Entry> of(Path root) {
        Map<String, Entry> found = new TreeMap<>();
        for (String top : names(root)) {
            boolean inside = Files.isDirectory(root.resolve(top));
            if (inside && (top.equals("iam") || top.equals("pipelines"))) {
                below(root, top).forEach(each -> add(found, label(each)));
            } else if (LATER.containsKey(top) && !says(root.resolve(top))) {
                found.put(top, new Entry(top, Fate.EMPTY, 1));
            } else {
                add(found, top);
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The folder that a file of {@code iam} or {@code pipelines} counts to, else the file. */
    private static String label(String file) {
        return Stream.concat(READ.stream(), LATER.keySet().stream())
                .filter(each -> file.startsWith(each + "/"))
                .filter(each -> file.endsWith(ENDINGS.getOrDefault(each, "")))
                .findFirst()
                .orElse(file);
    }

    private static void add(Map<String, Entry> found, String label) {
        Fate fate =
                READ.contains(label)
                        ? Fate.READ
                        : LATER.containsKey(label) ? Fate.LATER : Fate.OTHER;
        Entry before = found.get(label);
        found.put(label, new Entry(label, fate, before == null ? 1 : before.files() + 1));
    }

    /** Whether an INI file has a section; anything else does say something. */
    private static boolean says(Path file) {
        if (!file.toString().endsWith(".ini")) {
            return true;
        }
        try {
            String text = Files.readString(file);
            return !IniParser.parse(file.toString(), text, new Problems()).sections().isEmpty();
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> String.valueOf(each.getFileName()))
                    .filter(each -> !each.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static List<String> below(Path root, String folder) {
        try (Stream<Path> all = Files.walk(root.resolve(folder))) {
            return all.filter(Files::isRegularFile)
                    .map(each -> root.relativize(each).toString().replace('\\', '/'))
                    .filter(each -> !each.contains("/."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
