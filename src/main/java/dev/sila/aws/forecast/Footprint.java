package dev.sila.aws.forecast;

import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Spec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one kind's handler asks of AWS when nothing goes wrong: kept beside the kind, and held to
 * what the handler really calls by {@code ForecastTest}.
 */
public interface Footprint<S extends Spec> {
    /** The spec's record class. */
    Class<S> type();

    /** The calls by which find reads one resource that exists, beside what it calls anyway. */
    void look(S state, Effort effort);

    /**
     * The calls that make it.
     *
     * @param instead the replacement that it is made for, if it is
     */
    void create(S wanted, Change.@Nullable Replace<S> instead, Effort effort);

    /** The calls that bring what differs to what is wanted. */
    void update(Found<S> found, S wanted, Diff diff, Effort effort);

    /** The calls that delete it. */
    void delete(Found<S> found, Effort effort);

    /** The quotas of AWS that it counts against. */
    default List<Quota<S>> quotas() {
        return List.of();
    }
}
