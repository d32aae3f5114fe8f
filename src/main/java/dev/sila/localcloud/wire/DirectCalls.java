package dev.sila.localcloud.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.AwsFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Calls of the local cloud's own services among each other, without HTTP: what one AWS service does
 * with another in a user's name. For use under the local cloud's lock.
 */
public final class DirectCalls {
    private static final Upload NO_BODY = Upload.of(new byte[0]);

    private final Supplier<List<Service>> services;
    private final Map<Service, Route> routes = new HashMap<>();
    private final Interceptor interceptor;
    private final Caller caller;

    /**
     * @param services asked at each call, for some are made after those that call them
     * @param interceptor sees the calls, such as one that records them
     * @param onBehalf the name of the calling service, such as {@code ssm.amazonaws.com}
     */
    public DirectCalls(Supplier<List<Service>> services, Interceptor interceptor, String onBehalf) {
        this.services = services;
        this.interceptor = interceptor;
        this.caller = new Caller("", onBehalf);
    }

    /** Whether the local cloud has that operation. */
    public boolean has(String service, String action) {
        return operation(service, action).isPresent();
    }

    /**
     * Calls an operation with members by the API's names, such as {@code {"InstanceIds": ["i-…"]}}.
     *
     * @param service the signing name, such as {@code ec2}
     * @return the answer, likewise; times are ISO 8601
     * @throws AwsFailure what the operation refuses; {@code UnknownOperationException} for one that
     *     is not there
     */
    public JsonNode call(String service, String action, JsonNode inputs) {
        SdkPojo builder = invoke(() -> required(service, action).builder());
        JsonBody.NAMES.fill(builder, inputs);
        SdkPojo request = (SdkPojo) ((Buildable) builder).build();
        return JsonBody.NAMES.of(call(service, action, request));
    }

    /** Calls an operation with the SDK's request. */
    public <R extends SdkPojo> R call(
            Class<R> response, String service, String action, SdkPojo request) {
        return response.cast(call(service, action, request));
    }

    private SdkPojo call(String service, String action, SdkPojo request) {
        return call(service, action, request, caller);
    }

    /** Calls an operation with the SDK's request in another's name. */
    public SdkPojo call(String service, String action, SdkPojo request, Caller other) {
        Operation operation = required(service, action);
        Call call = new Call(service, action, request, other, Wire.requestId());
        try {
            return interceptor.around(
                    call,
                    passed ->
                            invoke(() ->
                                    operation.handle(passed.request(), passed.caller(), NO_BODY)));
        } catch (ConnectionLost lost) {
            throw new IllegalStateException("A call inside the local cloud was lost", lost);
        }
    }

    private Operation required(String service, String action) {
        return operation(service, action)
                .orElseThrow(() ->
                        new AwsFailure(
                                "UnknownOperationException",
                                "The local cloud has no operation " + action + " of " + service));
    }

    private Optional<Operation> operation(String service, String action) {
        return services.get().stream()
                .filter(each -> each.signingName().equals(service))
                .map(each -> routes.computeIfAbsent(each, Route::new))
                .flatMap(each -> each.operation(action).stream())
                .findFirst();
    }

    private static SdkPojo invoke(Invocation invocation) {
        try {
            return invocation.run() instanceof SdkPojo response ? response : refuseStream();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    private static SdkPojo refuseStream() {
        throw new AwsFailure(
                "UnsupportedOperation",
                "A call inside the local cloud cannot take an answer that streams");
    }

    /** What a method handle does. */
    @FunctionalInterface
    private interface Invocation {
        Object run() throws Throwable;
    }
}
