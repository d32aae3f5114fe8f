package dev.sila.localcloud.faults;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Scripted faults, and a count of calls by action. Calls are counted from 1, from the start or the
 * last {@link #clear}; the SDK's retries are calls too. Safe for threads.
 */
public final class Faults implements Interceptor {
    /** What happens to one call. */
    private sealed interface Fault {
        record Refuse(AwsFailure failure) implements Fault {}

        record LoseRequest() implements Fault {}

        record LoseReply() implements Fault {}
    }

    private record Moment(String action, long call) {}

    /**
     * @param inEffect whether the call still takes effect, so that only its reply is not seen
     */
    private record Death(Moment moment, boolean inEffect) {}

    private final Map<Moment, Fault> scripted = new HashMap<>();
    private final Map<String, Long> calls = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private final Set<Moment> refused = new HashSet<>();
    private @Nullable Death death;
    private boolean dead;

    /**
     * Refuses a call; it takes no effect.
     *
     * @param call which call of that action, 1 for the first
     */
    public synchronized Faults refuse(String action, long call, AwsFailure failure) {
        scripted.put(new Moment(action, call), new Fault.Refuse(failure));
        return this;
    }

    /** Breaks the connection before a call of that action takes effect. */
    public synchronized Faults loseRequest(String action, long call) {
        scripted.put(new Moment(action, call), new Fault.LoseRequest());
        return this;
    }

    /** Breaks the connection after a call of that action took effect. */
    public synchronized Faults loseReply(String action, long call) {
        scripted.put(new Moment(action, call), new Fault.LoseReply());
        return this;
    }

    /**
     * The caller dies just before that call of that action: nothing of it, neither that call nor
     * any later one of whatever action, reaches the cloud any more. {@link #clear} brings the
     * caller back.
     *
     * @param call which call of that action, 1 for the first
     */
    public synchronized Faults dieBefore(String action, long call) {
        death = new Death(new Moment(action, call), false);
        dead = false;
        return this;
    }

    /** As {@link #dieBefore}, but that call still takes effect, and its reply is lost. */
    public synchronized Faults dieAfter(String action, long call) {
        death = new Death(new Moment(action, call), true);
        dead = false;
        return this;
    }

    /** Whether the caller has died: not if it never made the call that it was to die at. */
    public synchronized boolean dead() {
        return dead;
    }

    /** Forgets all faults and all counts. */
    public synchronized void clear() {
        scripted.clear();
        calls.clear();
        journal.clear();
        refused.clear();
        death = null;
        dead = false;
    }

    /** How many calls of that action came, lost and refused ones included. */
    public synchronized long calls(String action) {
        return calls.getOrDefault(action, 0L);
    }

    /** How many calls came by action, in the order of their names. */
    public synchronized Map<String, Long> calls() {
        return new TreeMap<>(calls);
    }

    /** The actions of all calls, in the order in which they came. */
    public synchronized List<String> journal() {
        return List.copyOf(journal);
    }

    /** Whether the cloud refused that call, so that it took no effect. */
    public synchronized boolean refused(String action, long call) {
        return refused.contains(new Moment(action, call));
    }

    @Override
    public synchronized SdkPojo around(Call call, Handling next) throws ConnectionLost {
        Moment moment = note(call.action());
        return switch (fate(moment)) {
            case LOST -> throw new ConnectionLost("Fault: the request was lost: " + moment);
            case UNANSWERED -> Mishaps.withoutReply(call, next);
            case ANSWERED -> handle(call, moment, next);
        };
    }

    /** What becomes of a call. */
    public enum Fate {
        /** It takes its course. */
        ANSWERED,
        /** It never arrives. */
        LOST,
        /** It takes its course, and nobody hears of it. */
        UNANSWERED
    }

    /**
     * What becomes of a call to another provider than this cloud: it is counted, gets lost and dies
     * with its caller as calls of the cloud do. Refusals are the other provider's own.
     */
    public synchronized Fate outside(String action) {
        return fate(note(action));
    }

    private Moment note(String action) {
        journal.add(action);
        return new Moment(action, calls.merge(action, 1L, Long::sum));
    }

    private Fate fate(Moment moment) {
        if (dead) {
            return Fate.LOST;
        }
        if (death != null && death.moment().equals(moment)) {
            dead = true;
            return death.inEffect() ? Fate.UNANSWERED : Fate.LOST;
        }
        return switch (scripted.get(moment)) {
            case Fault.LoseRequest _ -> Fate.LOST;
            case Fault.LoseReply _ -> Fate.UNANSWERED;
            case null, default -> Fate.ANSWERED;
        };
    }

    private SdkPojo handle(Call call, Moment moment, Handling next) throws ConnectionLost {
        try {
            if (scripted.get(moment) instanceof Fault.Refuse(AwsFailure failure)) {
                throw failure;
            }
            return next.handle(call);
        } catch (AwsFailure failure) {
            refused.add(moment);
            throw failure;
        }
    }
}
