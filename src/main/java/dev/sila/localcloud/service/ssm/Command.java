package dev.sila.localcloud.service.ssm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.CommandStatus;
import software.amazon.awssdk.services.ssm.model.Target;

/** One command that was sent, with what became of it on each instance. */
final class Command {
    final String id;
    final long order;
    final Order what;
    final Instant requested;
    final Instant expires;

    /** By instance. An instance is there from when the command was given to it. */
    final Map<String, Invocation> invocations = new LinkedHashMap<>();

    CommandStatus status = CommandStatus.PENDING;
    String details = "Pending";
    int targets;
    int completed;
    int failed;
    int undelivered;

    Command(String id, long order, Order what, Instant requested, Instant expires) {
        this.id = id;
        this.order = order;
        this.what = what;
        this.requested = requested;
        this.expires = expires;
    }

    /**
     * What was asked for.
     *
     * @param parameters as they were given
     * @param timeoutSeconds until when it must have begun on an instance
     */
    record Order(
            Document document,
            Document.Version version,
            @Nullable String documentVersion,
            Map<String, List<String>> parameters,
            List<String> instanceIds,
            List<Target> targets,
            String maxConcurrency,
            String maxErrors,
            int timeoutSeconds,
            String comment) {}

    boolean isOver() {
        return switch (status) {
            case PENDING, IN_PROGRESS, CANCELLING -> false;
            default -> true;
        };
    }

    Optional<Invocation> invocation(String instanceId) {
        return Optional.ofNullable(invocations.get(instanceId));
    }
}
