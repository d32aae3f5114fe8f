package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.CommandPluginStatus;

/** A command on one instance. */
final class Invocation {
    final Command command;
    final String instanceId;
    final Instant requested;
    final List<Plugin> plugins = new ArrayList<>();

    CommandInvocationStatus status = CommandInvocationStatus.PENDING;
    String details = "Pending";

    /** What waits to end the step that is being carried out. */
    Timeline.@Nullable Pending timeout;

    CommandRunner.@Nullable Stop stop;

    /** Ends the step that is being carried out as cancelled, and goes on. */
    @Nullable Runnable next;

    Invocation(Command command, String instanceId, Instant requested) {
        this.command = command;
        this.instanceId = instanceId;
        this.requested = requested;
    }

    /** One step of the document. */
    static final class Plugin {
        final String name;
        final String action;
        CommandPluginStatus status = CommandPluginStatus.PENDING;
        String details = "Pending";
        int code = -1;
        String output = "";
        String error = "";
        @Nullable Instant started;
        @Nullable Instant finished;

        Plugin(String name, String action) {
            this.name = name;
            this.action = action;
        }

        void end(CommandPluginStatus ended, String detail, int exitCode, Instant at) {
            status = ended;
            details = detail;
            code = exitCode;
            finished = at;
        }
    }

    boolean isOver() {
        return switch (status) {
            case PENDING, IN_PROGRESS, DELAYED, CANCELLING -> false;
            default -> true;
        };
    }

    /** The step that a request names; without a name the first that really ran. */
    Optional<Plugin> plugin(@Nullable String name) {
        if (name != null) {
            return plugins.stream().filter(each -> each.name.equals(name)).findFirst();
        }
        return plugins.stream()
                .filter(each -> each.status == CommandPluginStatus.FAILED)
                .findFirst()
                .or(() ->
                        plugins.stream()
                                .filter(each -> !each.output.startsWith(CommandSteps.SKIPPED))
                                .findFirst());
    }

    void quiet() {
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
        stop = null;
    }
}
