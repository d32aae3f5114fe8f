package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The way from an HTTP request to a handler and back. A service is found by the credential scope of
 * the signature and, for query protocols, the {@code Version}; its operation by {@code Action},
 * {@code X-Amz-Target}, or method and path. A service may be spoken to in JSON and in query at
 * once: the request decides. What is not signed and asks for no {@code Action} is S3's.
 *
 * <p>{@code DryRun} is answered here, for every EC2 request that has it, with AWS's {@code
 * DryRunOperation}, before the handler runs and hence before its checks: every caller of the local
 * cloud has every permission, which is all that a dry run is about.
 *
 * <p>Threads: any number at once; handlers and interceptors run one at a time, under the lock.
 */
public final class Wire implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud.wire");

    private final List<Route> routes;
    private final Lock lock;
    private final Interceptor interceptor;
    private final Fragments fragments = new Fragments();
    private final Spool spool = new Spool();
    private final Receiver receiver = new Receiver(spool);

    /**
     * @param lock the local cloud's lock, held while an interceptor or a handler runs
     * @throws IllegalStateException if two handlers of a service offer the same operation
     */
    public Wire(List<Service> services, Lock lock, Interceptor interceptor) {
        this(lock, interceptor, services.stream().map(Route::new).toList());
    }

    Wire(Lock lock, Interceptor interceptor, List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.lock = lock;
        this.interceptor = interceptor;
    }

    /**
     * Takes a request in: small bodies into memory, others onto disk. Not under the lock.
     *
     * @param rawPath still encoded
     * @param rawQuery still encoded; empty for none
     * @param headers several values of one name with commas between them
     * @throws IOException if the connection breaks
     */
    public Incoming receive(
            String method,
            String rawPath,
            String rawQuery,
            Map<String, String> headers,
            InputStream body)
            throws IOException {
        return receiver.receive(method, rawPath, rawQuery, headers, body);
    }

    /** Removes what it keeps on disk; to be called when nothing comes in any more. */
    @Override
    public void close() {
        spool.close();
    }

    /**
     * Answers one request. Refusals are replies too.
     *
     * @throws ConnectionLost if an interceptor loses the request or its reply
     */
    public Outgoing handle(Incoming incoming) throws ConnectionLost {
        Signature signature = Signature.of(incoming);
        Optional<String> target = incoming.header("X-Amz-Target");
        if (target.isPresent()) {
            return json(incoming, signature, target.get());
        }
        Optional<Route> rest = restRoute(incoming, signature);
        return rest.isPresent()
                ? rest(incoming, signature, rest.get())
                : query(incoming, signature);
    }

    private Optional<Route> restRoute(Incoming incoming, Signature signature) {
        boolean signed = !signature.signingName().isEmpty();
        boolean asksForAction =
                incoming.rawQuery().contains("Action=")
                        || incoming.headerContains("Content-Type", "x-www-form-urlencoded");
        List<Route> rest =
                routes.stream()
                        .filter(each -> each.service().protocol().isRest())
                        .filter(each ->
                                signed
                                        ? each.service()
                                                .signingName()
                                                .equals(signature.signingName())
                                        : each.service().protocol() == Service.Protocol.S3
                                                && !asksForAction)
                        .toList();
        return rest.stream()
                .filter(each -> rest.size() == 1 || RestCall.of(incoming, each).isKnown())
                .findFirst()
                .or(() -> rest.stream().findFirst());
    }

    private Outgoing rest(Incoming incoming, Signature signature, Route route)
            throws ConnectionLost {
        RestCall call = RestCall.of(incoming, route);
        return answer(incoming, call.dialect(), Optional.of(route), signature, call.action(), "");
    }

    private Outgoing json(Incoming incoming, Signature signature, String target)
            throws ConnectionLost {
        String contentType = incoming.header("Content-Type").orElse("application/x-amz-json-1.1");
        byte[] body;
        try {
            body = body(incoming);
        } catch (AwsFailure failure) {
            return new JsonDialect(new byte[0], contentType).failure(failure, requestId());
        }
        Dialect dialect = new JsonDialect(body, contentType);
        String action = target.substring(target.lastIndexOf('.') + 1);
        return answer(incoming, dialect, route(signature.signingName(), ""), signature, action, "");
    }

    private Outgoing query(Incoming incoming, Signature signature) throws ConnectionLost {
        Form form;
        try {
            form = Form.parse(incoming.rawQuery(), formBody(incoming));
        } catch (AwsFailure failure) {
            return new QueryDialect(Form.parse(), "", fragments).failure(failure, requestId());
        } catch (IllegalArgumentException wrong) {
            return new QueryDialect(Form.parse(), "", fragments)
                    .failure(new AwsFailure("MalformedQueryString", "" + wrong), requestId());
        }
        String action = form.text("Action").orElse("");
        String version = form.text("Version").orElse("");
        Optional<Route> route =
                route(signature.signingName(), version)
                        .or(() -> followed(incoming, signature, version, action));
        return answer(incoming, dialect(form, route), route, signature, action, version);
    }

    private Dialect dialect(Form form, Optional<Route> route) {
        String namespace = route.map(Route::namespace).orElse("");
        return route.filter(each -> each.service().protocol() == Service.Protocol.EC2_QUERY)
                .<Dialect>map(each -> new Ec2Dialect(form, namespace, fragments))
                .orElseGet(() -> query(new QueryDialect(form, namespace, fragments), route));
    }

    private static Dialect query(QueryDialect query, Optional<Route> route) {
        return route.filter(each -> each.service().protocol() == Service.Protocol.JSON).isPresent()
                ? new RetiredQueryDialect(query)
                : query;
    }

    /** Unsigned requests are told apart by version alone, targets by signing name alone. */
    private Optional<Route> route(String signingName, String version) {
        return routes.stream()
                .filter(each ->
                        signingName.isEmpty() || each.service().signingName().equals(signingName))
                .filter(each ->
                        version.isEmpty()
                                ? !signingName.isEmpty()
                                : each.service().apiVersion().equals(version))
                .findFirst();
    }

    /**
     * Links that AWS sends to people, such as the one that confirms a subscription, are not signed
     * and carry no version: the one query service that has the action answers.
     */
    private Optional<Route> followed(
            Incoming incoming, Signature signature, String version, String action) {
        if (!incoming.method().equals("GET")
                || !signature.signingName().isEmpty()
                || !version.isEmpty()) {
            return Optional.empty();
        }
        List<Route> having =
                routes.stream()
                        .filter(each -> each.service().protocol() == Service.Protocol.QUERY)
                        .filter(each -> each.operation(action).isPresent())
                        .toList();
        return having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty();
    }

    private Outgoing answer(
            Incoming incoming,
            Dialect dialect,
            Optional<Route> route,
            Signature signature,
            String action,
            String version)
            throws ConnectionLost {
        String requestId = requestId();
        try {
            Operation operation =
                    route.flatMap(each -> each.operation(action))
                            .orElseThrow(() -> unknown(dialect, signature, action, version));
            SdkPojo builder = operation.builder();
            dialect.read(builder);
            SdkPojo request = (SdkPojo) ((Buildable) builder).build();
            String service = route.orElseThrow().service().signingName();
            Caller caller =
                    new Caller(signature.accessKeyId(), incoming.header("User-Agent").orElse(""));
            Call call = new Call(service, action, request, caller, requestId);
            AtomicReference<@Nullable Content> content = new AtomicReference<>();
            SdkPojo response = underLock(operation, call, dialect, incoming.upload(), content);
            Outgoing outgoing = dialect.reply(action, response, requestId);
            Content body = content.get();
            return body == null ? outgoing : outgoing.with(body);
        } catch (AwsFailure failure) {
            return dialect.failure(failure, requestId);
        } catch (ConnectionLost lost) {
            throw lost;
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "The handler of " + action + " failed", failure);
            return dialect.failure(
                    new AwsFailure(
                            "InternalFailure",
                            "The local cloud failed to handle " + action + ": " + failure,
                            500),
                    requestId);
        }
    }

    private static AwsFailure unknown(
            Dialect dialect, Signature signature, String action, String version) {
        if (action.isEmpty() && !(dialect instanceof RestDialect)) { // which has its own for that
            return new AwsFailure("MissingAction", "The request must contain the parameter Action");
        }
        LOG.log(
                Level.WARNING,
                "The local cloud has no operation {0} of service {1}, version {2}",
                action,
                signature.signingName(),
                version);
        return dialect.unknownAction(action, version);
    }

    private SdkPojo underLock(
            Operation operation,
            Call call,
            Dialect dialect,
            Upload upload,
            AtomicReference<@Nullable Content> content)
            throws ConnectionLost {
        lock.lock();
        try {
            return interceptor.around(
                    call,
                    passed -> {
                        refuseDryRun(passed.request(), dialect);
                        return invoke(operation, passed, upload, content);
                    });
        } finally {
            lock.unlock();
        }
    }

    private static SdkPojo invoke(
            Operation operation,
            Call call,
            Upload upload,
            AtomicReference<@Nullable Content> content) {
        try {
            Object answer = operation.handle(call.request(), call.caller(), upload);
            if (answer instanceof Download<?> download) {
                content.set(download.content());
                return download.response();
            }
            return (SdkPojo) answer;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    private static void refuseDryRun(SdkPojo request, Dialect dialect) {
        if (!(dialect instanceof Ec2Dialect)) {
            return;
        }
        SdkField<?> field = request.sdkFieldNameToField().get("DryRun");
        if (field != null && Boolean.TRUE.equals(field.getValueOrDefault(request))) {
            throw new AwsFailure(
                    "DryRunOperation",
                    "Request would have succeeded, but DryRun flag is set.",
                    412);
        }
    }

    private static String formBody(Incoming incoming) {
        boolean form = incoming.headerContains("Content-Type", "x-www-form-urlencoded");
        return form ? new String(body(incoming), StandardCharsets.UTF_8) : "";
    }

    /** The body, unpacked: SDKs compress large {@code PutMetricData} requests. */
    private static byte[] body(Incoming incoming) {
        if (!incoming.headerContains("Content-Encoding", "gzip")) {
            return incoming.body();
        }
        try (GZIPInputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(incoming.body()))) {
            return unpacked.readAllBytes();
        } catch (IOException wrong) {
            throw new AwsFailure("MalformedInput", "The body is not gzip: " + wrong.getMessage());
        }
    }

    static String requestId() {
        return UUID.randomUUID().toString();
    }
}
