package dev.sila.localcloud.service;

import dev.sila.localcloud.AwsFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers a request that comes again with the same client token as it answered the first one. */
public final class Idempotency {
    private static final int REMEMBERED = 10_000;

    private record Call(String operation, String token) {}

    private record Answered(Object request, Object response) {}

    private final Map<Call, Answered> answered = new LinkedHashMap<>();

    /**
     * Acts once for each operation and token. Without a token it acts each time.
     *
     * @param request compared with {@code equals} to the first request of the token
     * @throws AwsFailure {@code IdempotentParameterMismatch} if the token came with other
     *     parameters
     */
    public <R> R once(
            String operation,
            @Nullable String token,
            Object request,
            Class<R> type,
            Supplier<R> action) {
        if (token == null || token.isEmpty()) {
            return action.get();
        }
        if (token.length() > 64) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "Value ("
                            + token
                            + ") for parameter clientToken is invalid. Client tokens have"
                            + " at most 64 ASCII characters.");
        }
        Call call = new Call(operation, token);
        Answered before = answered.get(call);
        if (before == null) {
            R response = action.get();
            remember(call, new Answered(request, response));
            return response;
        }
        if (!before.request().equals(request)) {
            throw new AwsFailure(
                    "IdempotentParameterMismatch",
                    "Arguments on this idempotent request are inconsistent with arguments used in"
                            + " previous request(s).");
        }
        return type.cast(before.response());
    }

    private void remember(Call call, Answered answer) {
        answered.put(call, answer);
        if (answered.size() > REMEMBERED) {
            answered.remove(answered.keySet().iterator().next());
        }
    }
}
