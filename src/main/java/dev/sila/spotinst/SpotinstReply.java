package dev.sila.spotinst;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;

/** What Spotinst said to a call. */
sealed interface SpotinstReply {
    /** Spotinst's identifier of the request; empty if it gave none. */
    String requestId();

    /** The call was carried out. */
    record Answer(JsonNode body, String requestId) implements SpotinstReply {}

    /**
     * Spotinst understood the call and refused it; nothing was changed.
     *
     * @param status of HTTP
     * @param code Spotinst's own; empty if it gave none
     */
    record Refusal(Problem problem, int status, String code, String requestId)
            implements SpotinstReply {
        private static final int NOT_FOUND = 404;
        private static final String NO_SUCH_GROUP = "GROUP_DOESNT_EXIST";

        /** Whether what it was about is not there, or no longer. */
        boolean gone() {
            return status == NOT_FOUND || NO_SUCH_GROUP.equals(code);
        }
    }

    /**
     * The answer.
     *
     * @throws ProblemException if it was refused
     */
    default Answer orThrow() {
        return switch (this) {
            case Answer answer -> answer;
            case Refusal refusal -> throw new ProblemException(refusal.problem());
        };
    }
}
