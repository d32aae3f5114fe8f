package dev.sila.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Splits the application of a plan into stages: the next one begins when every action of the one
 * before is done and what was made there is ready.
 */
public interface Stages {
    /** Everything at once. */
    Stages NONE =
            new Stages() {
                @Override
                public int of(Change<?> change) {
                    return 0;
                }

                @Override
                public void ended(int stage) {}
            };

    /**
     * The stage a change belongs to; lower ones come first. One that an earlier stage waits for is
     * carried out there, see {@link #settled}.
     */
    int of(Change<?> change);

    /**
     * The stage in which each piece of work is done: its own, or the earliest of those that wait
     * for it. Otherwise a stage that cannot end without it would be waited for by it.
     *
     * @param waitsFor what has to be done before a piece of work, all of it among the work
     */
    static <N> Map<N, Integer> settled(
            Collection<N> work, ToIntFunction<N> own, Function<N, Collection<N>> waitsFor) {
        Map<N, Integer> stages = new LinkedHashMap<>();
        work.forEach(each -> stages.put(each, own.applyAsInt(each)));
        Deque<N> changed = new ArrayDeque<>(work);
        for (N each = changed.poll(); each != null; each = changed.poll()) {
            int stage = Objects.requireNonNull(stages.get(each));
            for (N before : waitsFor.apply(each)) {
                if (Objects.requireNonNull(stages.get(before)) > stage) {
                    stages.put(before, stage);
                    changed.add(before);
                }
            }
        }
        return stages;
    }

    /**
     * Stages that end even if no change belongs to them, each with what stands for it: what an
     * earlier run made there has to be ready too.
     */
    default Map<Integer, Key> always() {
        return Map.of();
    }

    /**
     * Returns when the next stage may begin; called when every action of this one is done.
     *
     * @throws dev.sila.problem.ProblemException if the next one must not begin
     */
    void ended(int stage);
}
