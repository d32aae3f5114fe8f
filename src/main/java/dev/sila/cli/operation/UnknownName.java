package dev.sila.cli.operation;

import dev.sila.problem.Suggest;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A selection names what nobody knows: the command line is wrong, not the cloud. */
public final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnknownName(String message) {
        super(message);
    }

    /** What is wrong, and what is known. */
    public String message() {
        return Objects.requireNonNull(getMessage());
    }

    /**
     * A pipeline that the files do not have.
     *
     * @param root the environment directory
     */
    static UnknownName pipeline(String asked, Collection<String> known, Path root) {
        String none = "There is no file in " + root.resolve("pipelines") + ".";
        List<String> plain =
                known.stream()
                        .map(each ->
                                each.replaceFirst("^pipelines/", "").replaceFirst("\\.csv$", ""))
                        .toList();
        return new UnknownName(
                "--pipeline "
                        + asked
                        + ": there is no such pipeline in "
                        + root
                        + ". "
                        + Suggest.remedy(
                                asked,
                                plain,
                                plain.isEmpty()
                                        ? none
                                        : "The pipelines are: " + String.join(", ", plain) + "."));
    }

    /**
     * Returns if all hostclasses that are asked for are known.
     *
     * @throws UnknownName with all that are not
     */
    public static void refuse(Collection<String> asked, Collection<String> known) {
        Set<String> unknown = new TreeSet<>(asked);
        unknown.removeAll(known);
        if (unknown.isEmpty()) {
            return;
        }
        String all = String.join(", ", new TreeSet<>(known));
        throw new UnknownName(
                "--hostclass "
                        + String.join(", ", unknown)
                        + ": neither the files nor the environment have it. "
                        + Suggest.remedy(
                                unknown.iterator().next(),
                                known,
                                all.isEmpty() ? "None is known." : "Known are: " + all + "."));
    }
}
