package dev.sila.localcloud.wire;

import dev.sila.localcloud.wire.Operation.Offer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** A service with its operations by name. */
final class Route {
    private final Service service;
    private final Map<String, Operation> bound = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Map<String, Offer>> offers = new AtomicReference<>();
    private final AtomicReference<@Nullable RestTable> table = new AtomicReference<>();

    /** What a service's handlers offer; they are looked at when the first request comes. */
    Route(Service service) {
        this.service = service;
    }

    /** These operations of a service that has no handlers. */
    Route(Service service, Map<String, Operation> operations) {
        this.service = service;
        bound.putAll(operations);
    }

    Service service() {
        return service;
    }

    /** The operation of that name, made at its first use: the SDK has many classes for each. */
    Optional<Operation> operation(String action) {
        Operation known = bound.get(action);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Operation> made = Optional.ofNullable(offers().get(action)).map(Offer::bind);
        made.ifPresent(each -> bound.putIfAbsent(action, each));
        return made;
    }

    private Map<String, Offer> offers() {
        Map<String, Offer> found = offers.get();
        if (found == null) {
            found = Operation.offers(service);
            offers.set(found);
        }
        return found;
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
            return bound.isEmpty()
                    ? offers().values().iterator().next().bind().builder()
                    : bound.values().iterator().next().builder();
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
