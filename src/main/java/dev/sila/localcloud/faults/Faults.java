package dev.sila.localcloud.faults;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private final Map<Moment, Fault> scripted = new HashMap<>();
    private final Map<String, Long> calls = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private long lastBeforeDeath = Long.MAX_VALUE;
    private boolean lastReplyLost;

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
     * From the given call on, of whatever action, nothing reaches the cloud any more: as if the
     * caller had died just before it. {@link #clear} brings the caller back.
     */
    public synchronized Faults dieBefore(long call) {
        lastBeforeDeath = call - 1;
        lastReplyLost = false;
        return this;
    }

    /** The given call takes effect, but its reply and all later calls are lost. */
    public synchronized Faults dieAfter(long call) {
        lastBeforeDeath = call;
        lastReplyLost = true;
        return this;
    }

    /** Forgets all faults and all counts. */
    public synchronized void clear() {
        scripted.clear();
        calls.clear();
        journal.clear();
        lastBeforeDeath = Long.MAX_VALUE;
        lastReplyLost = false;
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

    @Override
    public synchronized SdkPojo around(Call call, Handling next) throws ConnectionLost {
        journal.add(call.action());
        long overall = journal.size();
        long ofAction = calls.merge(call.action(), 1L, Long::sum);
        if (overall > lastBeforeDeath) {
            throw new ConnectionLost("Fault: dead before call " + overall);
        }
        if (lastReplyLost && overall == lastBeforeDeath) {
            return withoutReply(call, next);
        }
        return switch (scripted.get(new Moment(call.action(), ofAction))) {
            case null -> next.handle(call);
            case Fault.Refuse refuse -> throw refuse.failure();
            case Fault.LoseRequest _ ->
                    throw new ConnectionLost("Fault: the request was lost: " + call.action());
            case Fault.LoseReply _ -> withoutReply(call, next);
        };
    }

    /** A refusal is a reply too: it is lost like a response. */
    private static SdkPojo withoutReply(Call call, Handling next) throws ConnectionLost {
        try {
            next.handle(call);
        } catch (AwsFailure refused) {
            throw new ConnectionLost(
                    "Fault: the refusal was lost: " + call.action() + ": " + refused.code());
        }
        throw new ConnectionLost("Fault: the reply was lost: " + call.action());
    }
}
