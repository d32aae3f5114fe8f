package dev.sila.localcloud.wire;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * All operations of a REST service as its SDK asks for them, those included that the local cloud
 * does not have: a request must not be taken for another one because its own is missing.
 */
final class RestTable {
    private static final String BUCKET = "Bucket";

    /**
     * A request's operation.
     *
     * @param path the members in the path
     * @param complete whether no required member is missing in query and headers
     */
    record Match(RestOperation operation, Map<String, String> path, boolean complete) {}

    private final List<RestOperation> operations;

    private RestTable(List<RestOperation> operations) {
        this.operations = operations;
    }

    /**
     * The table of the service that an operation belongs to. Its client tells the operations, their
     * marshallers where each is.
     *
     * @param request an empty builder of any request of the service
     */
    static RestTable of(SdkPojo request, Service.Protocol protocol) {
        Class<?> type = request.getClass().getEnclosingClass();
        String models = type.getPackageName();
        String service = models.substring(0, models.lastIndexOf('.'));
        String base = type.getSuperclass().getSimpleName();
        String client = service + "." + base.substring(0, base.length() - "Request".length());
        try {
            return new RestTable(
                    Stream.of(Class.forName(client + "Client").getDeclaredMethods())
                            .filter(RestTable::isOperation)
                            // the shortest: getObject, not getObjectAsBytes
                            .collect(
                                    Collectors.toMap(
                                            each -> each.getParameterTypes()[0],
                                            Method::getName,
                                            (one, other) ->
                                                    one.length() <= other.length() ? one : other))
                            .entrySet()
                            .stream()
                            .map(each ->
                                    operation(service, each.getValue(), each.getKey(), protocol))
                            .toList());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException("No client of " + service, impossible);
        }
    }

    /** Not its paginators nor the shortcuts that take a consumer of a builder. */
    private static boolean isOperation(Method method) {
        return method.getParameterCount() > 0
                && SdkPojo.class.isAssignableFrom(method.getParameterTypes()[0])
                && !method.getName().endsWith("Paginator");
    }

    private static RestOperation operation(
            String service, String method, Class<?> request, Service.Protocol protocol) {
        String name = request.getSimpleName();
        try {
            Class<?> marshaller = Class.forName(service + ".transform." + name + "Marshaller");
            Field binding = marshaller.getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            OperationInfo info = (OperationInfo) Objects.requireNonNull(binding.get(marshaller));
            Method newBuilder = request.getMethod("builder");
            SdkPojo builder = (SdkPojo) Objects.requireNonNull(newBuilder.invoke(request));
            boolean inBucket = protocol == Service.Protocol.S3 && hasBucket(builder);
            return RestOperation.of(
                    Character.toUpperCase(method.charAt(0)) + method.substring(1),
                    info.httpMethod().name(),
                    (inBucket ? "/{" + BUCKET + "}" : "") + info.requestUri(),
                    builder);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The SDK binds no " + name, impossible);
        }
    }

    /** The SDK leaves the bucket out of S3's paths, as it may be in the host. */
    private static boolean hasBucket(SdkPojo request) {
        return request.sdkFields().stream()
                .map(SdkField.class::cast)
                .anyMatch(field ->
                        field.location() == MarshallLocation.PATH
                                && field.locationName().equals(BUCKET));
    }

    /** The operation that fits a request best: by path, then by fixed and then by needed query. */
    Optional<Match> match(Incoming incoming, String rawPath, QueryString query) {
        return operations.stream()
                .flatMap(each -> match(each, incoming, rawPath, query).stream())
                .max(
                        Comparator.<Match>comparingInt(each -> each.operation().fixed())
                                .thenComparingInt(each -> each.operation().literals().size())
                                .thenComparing(Match::complete)
                                .thenComparingInt(RestTable::demands)
                                .thenComparing(
                                        each -> each.operation().name(),
                                        Comparator.reverseOrder()));
    }

    private static int demands(Match match) {
        int demands = match.operation().demands();
        return match.complete() ? demands : -demands;
    }

    private static Optional<Match> match(
            RestOperation operation, Incoming incoming, String rawPath, QueryString query) {
        return operation
                .match(incoming.method(), rawPath, query)
                .map(path -> new Match(operation, path, operation.isComplete(incoming, query)));
    }
}
