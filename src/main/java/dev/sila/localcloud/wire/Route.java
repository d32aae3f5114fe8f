package dev.sila.localcloud.wire;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** A service with its operations by name. */
final class Route {
    private final Service service;
    private final Map<String, Operation> operations;
    private final AtomicReference<@Nullable RestTable> table = new AtomicReference<>();

    Route(Service service, Map<String, Operation> operations) {
        this.service = service;
        this.operations = Map.copyOf(operations);
    }

    static Route of(Service service) {
        return new Route(service, Operation.of(service));
    }

    Service service() {
        return service;
    }

    Map<String, Operation> operations() {
        return operations;
    }

    /** How a REST service is asked: made at the first request, as it loads a class for each. */
    RestTable table() {
        RestTable made = table.get();
        if (made == null) {
            made = RestTable.of(anyRequest(), service.protocol());
            table.set(made);
        }
        return made;
    }

    private SdkPojo anyRequest() {
        try {
            return operations.values().iterator().next().builder();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    /** The XML namespace of its replies; clients do not look at it. */
    String namespace() {
        return "http://%s.amazonaws.com/doc/%s/"
                .formatted(service.signingName(), service.apiVersion());
    }
}
