package dev.sila.engine;

import dev.sila.problem.Problem;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param results each action with its outcome, in the order in which they ended
 */
public record Report(List<Result> results) {
    public Report {
        results = List.copyOf(results);
    }

    /** One action and how it ended. */
    public record Result(Progress.Action action, Outcome outcome) {}

    /** Whether all of it is done. */
    public boolean succeeded() {
        return results.stream().allMatch(each -> each.outcome() instanceof Outcome.Done);
    }

    /** What went wrong, the first causes only: what was merely skipped is not repeated here. */
    public List<Problem> problems() {
        return results.stream()
                .map(Result::outcome)
                .<Problem>mapMulti((outcome, sink) -> {
                    switch (outcome) {
                        case Outcome.Failed(Problem problem) -> sink.accept(problem);
                        case Outcome.Unsure(Problem problem) -> sink.accept(problem);
                        case Outcome.Done() -> {}
                        case Outcome.Skipped _ -> {}
                    }
                })
                .toList();
    }

    public long done() {
        return results.stream().filter(each -> each.outcome() instanceof Outcome.Done).count();
    }

    public long skipped() {
        return results.stream().filter(each -> each.outcome() instanceof Outcome.Skipped).count();
    }
}
