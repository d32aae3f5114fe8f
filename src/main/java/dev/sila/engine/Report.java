package dev.sila.engine;

import dev.sila.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param results each action with its outcome, in the order in which they ended
 * @param between what went wrong between two stages
 */
public record Report(List<Result> results, List<Problem> between) {
    public Report {
        results = List.copyOf(results);
        between = List.copyOf(between);
    }

    /** Of a plan in which there was nothing to do. */
    public static Report empty() {
        return new Report(List.of(), List.of());
    }

    /** One action and how it ended. */
    public record Result(Progress.Action action, Outcome outcome) {}

    /** Whether all of it is done. */
    public boolean succeeded() {
        return between.isEmpty()
                && results.stream().allMatch(each -> each.outcome() instanceof Outcome.Done);
    }

    /** What went wrong, the first causes only: what was merely skipped is not repeated here. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Result result : results) {
            switch (result.outcome()) {
                case Outcome.Failed(Problem problem) -> problems.add(problem);
                case Outcome.Unsure(Problem problem) -> problems.add(problem);
                case Outcome.Done _, Outcome.Skipped _ -> {}
            }
        }
        problems.addAll(between);
        return problems;
    }

    public long done() {
        return results.stream().filter(each -> each.outcome() instanceof Outcome.Done).count();
    }

    public long skipped() {
        return results.stream().filter(each -> each.outcome() instanceof Outcome.Skipped).count();
    }
}
