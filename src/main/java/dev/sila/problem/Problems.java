package dev.sila.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that all of an input are told at once. For one thread. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void error(String where, String what, String remedy) {
        found.add(Problem.error(where, what, remedy));
    }

    public void warning(String where, String what, String remedy) {
        found.add(Problem.warning(where, what, remedy));
    }

    public void addAll(List<Problem> others) {
        found.addAll(others);
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    }

    /** Everything found so far, errors and warnings, in the order of finding and each once. */
    public List<Problem> list() {
        return found.stream().distinct().toList();
    }

    /**
     * Goes on only if nothing found is an error.
     *
     * @throws ProblemException with all that was found, if an error is among it
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new ProblemException(list());
        }
    }
}
