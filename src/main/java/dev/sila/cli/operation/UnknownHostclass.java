package dev.sila.cli.operation;

import dev.sila.problem.Suggest;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A selection names hostclasses that nobody knows: the command line is wrong, not the cloud. */
public final class UnknownHostclass extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnknownHostclass(String message) {
        super(message);
    }

    /** What is wrong, and what is known. */
    public String message() {
        return Objects.requireNonNull(getMessage());
    }

    /**
     * Returns if all that is asked for is known.
     *
     * @throws UnknownHostclass with all that are not
     */
    public static void refuse(Collection<String> asked, Collection<String> known) {
        Set<String> unknown = new TreeSet<>(asked);
        unknown.removeAll(known);
        if (unknown.isEmpty()) {
            return;
        }
        String all = String.join(", ", new TreeSet<>(known));
        throw new UnknownHostclass(
                "--hostclass "
                        + String.join(", ", unknown)
                        + ": neither the files nor the environment have it. "
                        + Suggest.remedy(
                                unknown.iterator().next(),
                                known,
                                all.isEmpty() ? "None is known." : "Known are: " + all + "."));
    }
}
