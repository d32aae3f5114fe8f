package dev.sila.engine;

import dev.sila.problem.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A provider in memory with two kinds of things: shelves, and boxes that stand on shelves. As a
 * cloud does, it refuses to delete a shelf that bears boxes, and it can refuse or lose replies on
 * demand.
 */
final class Workshop {
    /** A shelf; its width is fixed for life. */
    public record Shelf(String name, int width, @Nullable String colour, Tags tags)
            implements Spec {}

    /**
     * A box; it can be moved to another shelf, but its size is fixed for life, and a spot holds one
     * size at a time.
     */
    public record Box(String name, Ref<Shelf> shelf, int size, Tags tags) implements Spec {}

    /** A label on a box; it may lie about without its box, and a box bears one at a time. */
    public record Label(String name, Ref<Box> box, Tags tags) implements Spec {}

    /** The reply to a request that took effect was lost. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What was listed is no longer there. */
    static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** How many of the next readings fail because something goes away meanwhile. */
    final AtomicInteger goingAway = new AtomicInteger();

    final Map<String, Spec> things = Collections.synchronizedMap(new LinkedHashMap<>());
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final Set<String> refused = new HashSet<>();
    final Set<String> lost = new HashSet<>();
    private int next = 1;

    static Tags part(String part) {
        return Tags.of("part", part);
    }

    List<Kind<?>> kinds() {
        return List.of(new Shelves(), new Boxes(), new Labels());
    }

    Plan plan(Scope scope, Spec... wanted) {
        return new Planner(kinds(), new WorkshopFailures())
                .plan(scope, List.of(Shelf.class, Box.class, Label.class), List.of(wanted));
    }

    Plan reread(Map<String, ?> saved) {
        return SavedPlan.read(saved, kinds(), new WorkshopFailures());
    }

    Report apply(Plan plan) {
        return apply(plan, Stages.NONE);
    }

    Report apply(Plan plan, Stages stages) {
        return new Applier(kinds(), new WorkshopFailures(), InstantSource.system())
                .apply(plan, Progress.NONE, stages, Clearance.ALWAYS);
    }

    synchronized String put(Spec spec) {
        String id = "id-" + next++;
        things.put(id, spec);
        return id;
    }

    private void act(String deed) {
        log.add(deed);
        if (refused.contains(deed)) {
            throw new IllegalArgumentException(deed + " is refused");
        }
    }

    private void reply(String deed) {
        if (lost.remove(deed)) {
            throw new Lost();
        }
    }

    private <S extends Spec> List<Found<S>> find(Class<S> type) {
        if (goingAway.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new Gone();
        }
        List<Found<S>> found = new ArrayList<>();
        synchronized (things) {
            things.forEach((id, spec) -> {
                if (type.isInstance(spec)) {
                    String part = tags(spec).values().get("part");
                    found.add(
                            new Found<>(
                                    id,
                                    type.cast(spec),
                                    part == null ? Map.of() : Map.of(Attr.PART, part)));
                }
            });
        }
        return found;
    }

    private static Tags tags(Spec spec) {
        return switch (spec) {
            case Shelf shelf -> shelf.tags();
            case Box box -> box.tags();
            case Label label -> label.tags();
            default -> Tags.NONE;
        };
    }

    private static boolean oneSpot(Spec made, Spec deleted) {
        String spot = made.name().replaceAll("\\D", "");
        return !spot.isEmpty() && deleted.name().endsWith(spot);
    }

    private static final class WorkshopFailures implements Failures {
        @Override
        public boolean unsure(Throwable failure) {
            return failure instanceof Lost;
        }

        @Override
        public boolean gone(Throwable failure) {
            return failure instanceof Gone;
        }

        @Override
        public Problem explain(String where, Throwable failure) {
            return Problem.error(where, String.valueOf(failure.getMessage()), "");
        }

        @Override
        public void pause(String what, int looks) {
            // Whatever is made here shows at once.
        }
    }

    private final class Shelves implements Kind<Shelf> {
        @Override
        public Class<Shelf> type() {
            return Shelf.class;
        }

        @Override
        public List<Found<Shelf>> find(Scope scope, World world) {
            return Workshop.this.find(Shelf.class);
        }

        @Override
        public String create(Scope scope, Shelf wanted, Ids ids) {
            act("create shelf " + wanted.name());
            String id = put(wanted);
            reply("create shelf " + wanted.name());
            return id;
        }

        @Override
        public void update(Found<Shelf> found, Shelf wanted, Diff diff, Ids ids) {
            act("update shelf " + wanted.name());
            things.put(found.id(), wanted);
        }

        @Override
        public void delete(Found<Shelf> found) {
            act("delete shelf " + found.state().name());
            boolean used =
                    things.values().stream()
                            .anyMatch(each ->
                                    each instanceof Box box
                                            && box.shelf().name().equals(found.id()));
            if (used) {
                throw new IllegalStateException("shelf " + found.id() + " bears boxes");
            }
            things.remove(found.id());
        }

        @Override
        public Set<String> immutable() {
            return Set.of("width");
        }

        /** A number behind the name is the spot that the shelf stands on. */
        @Override
        public boolean inTheWay(Shelf made, Shelf deleted) {
            return oneSpot(made, deleted);
        }
    }

    private final class Boxes implements Kind<Box> {
        @Override
        public Class<Box> type() {
            return Box.class;
        }

        @Override
        public List<Found<Box>> find(Scope scope, World world) {
            return Workshop.this.find(Box.class);
        }

        private Box stored(Box wanted, Ids ids) {
            return new Box(
                    wanted.name(),
                    new Ref<>(Shelf.class, ids.of(wanted.shelf())),
                    wanted.size(),
                    wanted.tags());
        }

        @Override
        public String create(Scope scope, Box wanted, Ids ids) {
            act("create box " + wanted.name());
            return put(stored(wanted, ids));
        }

        @Override
        public void update(Found<Box> found, Box wanted, Diff diff, Ids ids) {
            act("update box " + wanted.name());
            things.put(found.id(), stored(wanted, ids));
        }

        @Override
        public void delete(Found<Box> found) {
            act("delete box " + found.state().name());
            things.remove(found.id());
        }

        @Override
        public Set<String> immutable() {
            return Set.of("size");
        }

        @Override
        public Replacement replacement() {
            return Replacement.DELETE_FIRST;
        }

        /** A number behind the name is the spot that the box stands on. */
        @Override
        public boolean inTheWay(Box made, Box deleted) {
            return oneSpot(made, deleted);
        }
    }

    private final class Labels implements Kind<Label> {
        @Override
        public Class<Label> type() {
            return Label.class;
        }

        @Override
        public List<Found<Label>> find(Scope scope, World world) {
            return Workshop.this.find(Label.class);
        }

        private Label stored(Label wanted, Ids ids) {
            Ref<Box> box = new Ref<>(Box.class, ids.of(wanted.box()));
            return new Label(wanted.name(), box, wanted.tags());
        }

        @Override
        public String create(Scope scope, Label wanted, Ids ids) {
            act("create label " + wanted.name());
            return put(stored(wanted, ids));
        }

        @Override
        public void update(Found<Label> found, Label wanted, Diff diff, Ids ids) {
            act("update label " + wanted.name());
            things.put(found.id(), stored(wanted, ids));
        }

        @Override
        public void delete(Found<Label> found) {
            act("delete label " + found.state().name());
            things.remove(found.id());
        }

        @Override
        public Set<String> loose() {
            return Set.of("box");
        }

        @Override
        public Set<String> exclusive() {
            return Set.of("box");
        }

        @Override
        public List<Problem> obstacles(Scope scope, Label wanted, World world) {
            return wanted.name().contains(" ")
                    ? List.of(Problem.error(wanted.name(), "no label is that wide.", ""))
                    : List.of();
        }
    }
}
