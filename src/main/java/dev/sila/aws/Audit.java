package dev.sila.aws;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a record of every call that changes something. Implementations are thread safe. */
public interface Audit extends AutoCloseable {
    /**
     * Called before the first attempt of a call that changes something.
     *
     * @throws dev.sila.problem.ProblemException if no record can be kept; the call is not made then
     */
    void ready();

    void record(Entry entry);

    @Override
    void close();

    /**
     * One call that ended.
     *
     * @param resources the identifiers and names it was about, by AWS's member name; never what may
     *     be secret
     * @param requestId AWS's, if AWS answered
     * @param outcome {@code done}, {@code refused}, {@code unsure} or {@code failed}
     * @param code AWS's error code, if it refused
     */
    record Entry(
            String service,
            String action,
            Map<String, Set<String>> resources,
            @Nullable String requestId,
            String outcome,
            @Nullable String code) {}

    /** Keeps no record: for tests and for rehearsals on the embedded local cloud. */
    static Audit none() {
        return new None();
    }

    /** Keeps no record. */
    final class None implements Audit {
        private None() {}

        @Override
        public void ready() {}

        @Override
        public void record(Entry entry) {}

        @Override
        public void close() {}
    }
}
