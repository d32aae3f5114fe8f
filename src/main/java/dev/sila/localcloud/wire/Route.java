package dev.sila.localcloud.wire;

import java.util.Map;

/** A service with its operations by name. */
record Route(Service service, Map<String, Operation> operations) {
    static Route of(Service service) {
        return new Route(service, Map.copyOf(Operation.of(service)));
    }

    /** The XML namespace of its replies; clients do not look at it. */
    String namespace() {
        return "http://%s.amazonaws.com/doc/%s/"
                .formatted(service.signingName(), service.apiVersion());
    }
}
