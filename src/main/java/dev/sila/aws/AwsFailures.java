package dev.sila.aws;

import dev.sila.engine.Failures;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS's failures mean to the engine and to people. */
public final class AwsFailures implements Failures {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final Waiter waiter;

    public AwsFailures(Waiter waiter) {
        this.waiter = waiter;
    }

    @Override
    public void pause(String what, int looks) {
        Duration pause = FIRST_PAUSE.multipliedBy(looks);
        waiter.rest(new Wait(what + " to show itself", pause, pause), Duration.ZERO, pause);
    }

    @Override
    public boolean unsure(Throwable failure) {
        return AwsErrors.unsure(failure);
    }

    @Override
    public boolean gone(Throwable failure) {
        return AwsErrors.notFound(failure);
    }

    @Override
    public Problem explain(String where, Throwable failure) {
        if (failure instanceof ProblemException known && !known.problems().isEmpty()) {
            List<Problem> problems = known.problems();
            Problem first = problems.getFirst();
            return problems.size() == 1
                    ? first
                    : Problem.error(
                            first.where(), String.valueOf(known.getMessage()), first.remedy());
        }
        return AwsErrors.problem(where, failure);
    }

    /** The failure in words, if it is one of AWS's or its SDK's; others are not for users. */
    public static Optional<Problem> inWords(String where, Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SdkException) {
                return Optional.of(AwsErrors.problem(where, each));
            }
        }
        return Optional.empty();
    }
}
