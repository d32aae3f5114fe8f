package dev.sila.engine;

import java.util.Map;

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
     * The stage a change belongs to; lower ones come first. It must not need anything of a later
     * stage.
     */
    int of(Change<?> change);

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
