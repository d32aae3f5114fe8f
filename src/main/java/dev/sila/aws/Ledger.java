package dev.sila.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Treats calls to a service that is not AWS's as those to AWS are treated: they are counted, held
 * back when there are too many, and written to the audit. Thread safe.
 */
public final class Ledger {
    private final String service;
    private final Session session;

    Ledger(String service, Session session) {
        this.service = service;
        this.session = session;
    }

    /**
     * A call begins.
     *
     * @param action named as AWS names its own: {@code List…}, {@code Create…}
     * @throws dev.sila.problem.ProblemException if it changes something and no record can be kept
     */
    public void begins(String action) {
        session.calls().call(service, action);
        if (!Actions.reading(action)) {
            session.audit().ready();
        }
    }

    /** A request of a call goes out; returns when it may. */
    public void attempt(String action) {
        session.calls().waited(session.throttle().admit(call(action)));
        session.calls().attempt();
    }

    /** The service refused a request because there were too many. */
    public void refused(String action) {
        session.calls().refused();
        session.throttle().refused(call(action));
    }

    /** Lets a pause before a repeated request pass. */
    public void rest(String what, Duration pause) {
        session.throttle().rest(what, pause);
        session.calls().waited(pause);
    }

    /**
     * A call ended; one that changes something is written to the audit.
     *
     * @param resources identifiers and names, never what may be secret
     * @param outcome {@code done}, {@code refused}, {@code unsure} or {@code failed}
     * @param code the service's code, if it refused
     */
    public void ended(
            String action,
            Map<String, Set<String>> resources,
            @Nullable String requestId,
            String outcome,
            @Nullable String code) {
        if (!Actions.reading(action)) {
            session.audit()
                    .record(new Audit.Entry(service, action, resources, requestId, outcome, code));
        }
    }

    /** What to throw when nobody knows whether the call took effect. */
    public RuntimeException lost(String action, Throwable why) {
        return new LostReply(action, why);
    }

    private Limits.Call call(String action) {
        return new Limits.Call(service, action, false, 0);
    }
}
