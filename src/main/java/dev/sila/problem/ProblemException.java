package dev.sila.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Carries one or more problems to the command line, which prints them and exits with 1. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemException(List<Problem> problems) {
        super(
                problems.stream()
                        .map(Problem::line)
                        .collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }
}
