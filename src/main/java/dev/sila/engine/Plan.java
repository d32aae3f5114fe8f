package dev.sila.engine;

import java.util.List;

/**
 * What would be done, and nothing else: applying a plan does these changes.
 *
 * @param scope what it is about
 * @param wanted the specs it was made for
 * @param managed the kinds it looked at, by type
 * @param changes one for each resource, in the order of their keys; also the ones to keep
 * @param found everything that was read, also outside the scope
 * @param fingerprint a digest of everything that was found; the same only while the world is the
 *     same
 * @param notes what people should know and no change says, a sentence each
 */
public record Plan(
        Scope scope,
        List<Spec> wanted,
        List<Class<? extends Spec>> managed,
        List<Change<?>> changes,
        List<Found<?>> found,
        String fingerprint,
        List<String> notes) {
    public Plan {
        wanted = List.copyOf(wanted);
        managed = List.copyOf(managed);
        changes = List.copyOf(changes);
        found = List.copyOf(found);
        notes = List.copyOf(notes);
    }

    /** The changes that do something. */
    public List<Change<?>> actions() {
        return changes.stream().filter(each -> !(each instanceof Change.Keep<?>)).toList();
    }

    /** Whether everything is as wanted. */
    public boolean isEmpty() {
        return actions().isEmpty();
    }

    /** How many changes of each sort there are. */
    public Counts counts() {
        return Counts.of(changes);
    }

    /** Numbers of changes by sort. */
    public record Counts(int create, int update, int replace, int delete, int keep) {

        static Counts of(List<Change<?>> changes) {
            int[] counts = new int[5];
            for (Change<?> change : changes) {
                counts[
                        switch (change) {
                            case Change.Create<?> _ -> 0;
                            case Change.Update<?> _ -> 1;
                            case Change.Replace<?> _ -> 2;
                            case Change.Delete<?> _ -> 3;
                            case Change.Keep<?> _ -> 4;
                        }]++;
            }
            return new Counts(counts[0], counts[1], counts[2], counts[3], counts[4]);
        }

        /**
         * For people: {@code 3 to create, 1 to update, 0 to replace, 0 to delete, 12 as wanted}.
         */
        public String sentence() {
            return create
                    + " to create, "
                    + update
                    + " to update, "
                    + replace
                    + " to replace, "
                    + delete
                    + " to delete, "
                    + keep
                    + " as wanted";
        }
    }
}
