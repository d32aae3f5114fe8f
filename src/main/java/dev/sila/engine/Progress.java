package dev.sila.engine;

import java.time.Duration;

/** Is told, from many threads, what a plan's application does. */
public interface Progress {
    /** Says nothing. */
    Progress NONE =
            new Progress() {
                @Override
                public void started(Action action) {}

                @Override
                public void ended(Action action, Outcome outcome, Duration took) {}
            };

    void started(Action action);

    void ended(Action action, Outcome outcome, Duration took);

    /**
     * One piece of work: a replacement is two of them.
     *
     * @param verb {@code create}, {@code update} or {@code delete}
     */
    record Action(String verb, Key key) {
        @Override
        public String toString() {
            return verb + " " + key;
        }
    }
}
