package dev.sila.engine;

import java.util.ArrayList;
import java.util.List;

/** Compares what is found with what is wanted, component by component. */
final class Differ {
    private Differ() {}

    /** Components that are null in the wanted spec are unmanaged and never differ. */
    static Diff between(Spec found, Spec wanted) {
        List<Difference> differences = new ArrayList<>();
        for (Shape.Part part : Shape.parts(wanted.getClass())) {
            Object want = part.of(wanted);
            if (want == null) {
                continue;
            }
            Object have = part.of(found);
            boolean same =
                    want instanceof Partial partial
                            ? have != null && partial.satisfiedBy(have)
                            : want.equals(have);
            if (!same) {
                differences.add(new Difference(part.name(), have, want));
            }
        }
        return new Diff(differences);
    }
}
