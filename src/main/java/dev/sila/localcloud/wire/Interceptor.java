package dev.sila.localcloud.wire;

import software.amazon.awssdk.core.SdkPojo;

/**
 * Sees every call on its way to the handler and the response on its way back. It may alter either,
 * refuse the call (throw {@link dev.sila.localcloud.AwsFailure}), lose it (throw {@link
 * ConnectionLost} instead of handling it) or lose the reply (handle it, then throw {@link
 * ConnectionLost}). Runs under the local cloud's lock and must not wait.
 */
@FunctionalInterface
public interface Interceptor {
    /** Hands every call on as it is. */
    Interceptor NONE = (call, next) -> next.handle(call);

    /**
     * Answers a call, as a rule by handing it on.
     *
     * @param next what comes next: another interceptor or the operation's handler
     * @return the response
     */
    SdkPojo around(Call call, Handling next) throws ConnectionLost;

    /** This interceptor around another one. */
    default Interceptor around(Interceptor inner) {
        return (call, next) -> around(call, passed -> inner.around(passed, next));
    }

    /** Handles a call. */
    @FunctionalInterface
    interface Handling {
        SdkPojo handle(Call call) throws ConnectionLost;
    }
}
