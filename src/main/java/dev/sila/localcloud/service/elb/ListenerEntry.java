package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.traffic.Frontend;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;

/** A listener of a classic balancer and its living side. */
final class ListenerEntry {
    Listener model;
    List<String> policies;

    /** Absent for encrypted listeners without a key. */
    @Nullable Frontend frontend;

    ListenerEntry(Listener model, List<String> policies) {
        this.model = model;
        this.policies = List.copyOf(policies);
    }

    boolean http() {
        return model.protocol().startsWith("HTTP");
    }

    boolean secure() {
        return ListenerRules.secure(model.protocol());
    }

    ListenerDescription described() {
        return ListenerDescription.builder().listener(model).policyNames(policies).build();
    }
}
