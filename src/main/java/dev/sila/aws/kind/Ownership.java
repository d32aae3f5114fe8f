package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.engine.Marks;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;

/** Whose a resource is: only what carries the environment's mark is Sila's to change. */
final class Ownership {
    private Ownership() {}

    /** Whether the tags mark it as the scope's environment's; by the exact name. */
    static boolean marked(Tags tags, Scope scope) {
        return scope.environment().equals(tags.values().get(Marks.ENVIRONMENT));
    }

    /** The tags with the environment's mark, without which find would not see what is made. */
    static Tags mark(Tags tags, Scope scope) {
        return tags.and(Marks.ENVIRONMENT, scope.environment());
    }

    /** The tags with the environment's mark and the spec's name, where the real name may differ. */
    static Tags mark(Tags tags, Scope scope, String name) {
        return mark(tags, scope).and(AwsTags.NAME, name);
    }

    /** The name is in use by something that is not the environment's. */
    static ProblemException taken(String resource) {
        return new ProblemException(
                Problem.error(
                        resource,
                        "exists already, but does not carry this environment's "
                                + Marks.ENVIRONMENT
                                + " tag, so it is not Sila's to change.",
                        "Rename or delete it, or tag it if it shall be Sila's from now on."));
    }

    /** What was found a moment ago is gone: somebody else is at work. */
    static ProblemException vanished(String resource) {
        return new ProblemException(
                Problem.error(
                        resource,
                        "was there when the plan was made, and is gone now.",
                        "Run the same command again: it makes a new plan."));
    }

    /** The path of the environment's IAM resources. */
    static String path(Scope scope) {
        return "/sila/" + scope.environment() + "/";
    }
}
