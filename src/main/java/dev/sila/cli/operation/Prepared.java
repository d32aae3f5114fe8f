package dev.sila.cli.operation;

import dev.sila.aws.forecast.Rounds;
import dev.sila.engine.Plan;
import dev.sila.engine.Report;
import java.util.function.Function;

/**
 * A plan, and how it is carried out.
 *
 * @param rounds how it goes on, stage by stage
 * @param application carries out that plan with the execution that it is given
 */
public record Prepared(Plan plan, Rounds rounds, Function<Execution, Report> application) {

    /** A plan that is carried out all at once. */
    public static Prepared of(Plan plan) {
        return new Prepared(plan, Rounds.ONE, execution -> execution.apply(plan));
    }
}
