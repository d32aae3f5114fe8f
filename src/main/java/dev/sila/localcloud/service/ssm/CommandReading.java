package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.ssm.Invocation.Plugin;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.CommandFilter;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandPlugin;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationRequest;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsRequest;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsResponse;
import software.amazon.awssdk.services.ssm.model.ListCommandsRequest;
import software.amazon.awssdk.services.ssm.model.ListCommandsResponse;

/** Tells what became of commands, the newest first. */
final class CommandReading {
    private static final int MOST_LISTED = 2500;

    private final Commands commands;

    CommandReading(Commands commands) {
        this.commands = commands;
    }

    public ListCommandsResponse listCommands(ListCommandsRequest request) {
        if (request.commandId() != null) {
            commands.command(request.commandId());
        }
        List<Command> found =
                commands.all().stream()
                        .filter(each ->
                                request.commandId() == null || each.id.equals(request.commandId()))
                        .filter(each ->
                                request.instanceId() == null
                                        || each.what.instanceIds().contains(request.instanceId())
                                        || each.invocation(request.instanceId()).isPresent())
                        .filter(each -> matches(each, each.details, request.filters()))
                        .toList();
        Page<Command> page =
                Listing.page(
                        found,
                        each -> Listing.descending(each.order),
                        request.maxResults(),
                        request.nextToken());
        return ListCommandsResponse.builder()
                .commands(page.items().stream().map(CommandReading::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean matches(Command command, String details, List<CommandFilter> filters) {
        return filters.stream().allMatch(each -> matches(command, details, each));
    }

    private static boolean matches(Command command, String details, CommandFilter filter) {
        String value = filter.value();
        return switch (filter.key()) {
            case INVOKED_AFTER -> command.requested.isAfter(time(value));
            case INVOKED_BEFORE -> command.requested.isBefore(time(value));
            case STATUS -> details.equals(value) || command.status.toString().equals(value);
            case EXECUTION_STAGE -> value.equals(command.isOver() ? "Complete" : "Executing");
            case DOCUMENT_NAME -> command.what.document().name.equals(value);
            default -> throw Refusals.invalidFilter(filter.keyAsString());
        };
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw Refusals.validation("A time such as 2026-01-31T12:00:00Z is expected: " + text);
        }
    }

    static software.amazon.awssdk.services.ssm.model.Command shown(Command command) {
        Command.Order what = command.what;
        return software.amazon.awssdk.services.ssm.model.Command.builder()
                .commandId(command.id)
                .documentName(what.document().name)
                .documentVersion(Objects.requireNonNullElse(what.documentVersion(), "$DEFAULT"))
                .comment(what.comment())
                .expiresAfter(command.expires)
                .parameters(what.parameters())
                .instanceIds(what.instanceIds())
                .targets(what.targets())
                .requestedDateTime(command.requested)
                .status(command.status)
                .statusDetails(command.details)
                .maxConcurrency(what.maxConcurrency())
                .maxErrors(what.maxErrors())
                .targetCount(command.targets)
                .completedCount(command.completed)
                .errorCount(command.failed)
                .deliveryTimedOutCount(0)
                .timeoutSeconds(what.timeoutSeconds())
                .build();
    }

    public ListCommandInvocationsResponse listCommandInvocations(
            ListCommandInvocationsRequest request) {
        if (request.commandId() != null) {
            commands.command(request.commandId());
        }
        List<Invocation> found =
                commands.all().stream()
                        .filter(each ->
                                request.commandId() == null || each.id.equals(request.commandId()))
                        .flatMap(each -> each.invocations.values().stream())
                        .filter(each ->
                                request.instanceId() == null
                                        || each.instanceId.equals(request.instanceId()))
                        .filter(each -> matches(each.command, each.details, request.filters()))
                        .toList();
        Page<Invocation> page =
                Listing.page(
                        found,
                        each -> Listing.descending(each.command.order) + each.instanceId,
                        request.maxResults(),
                        request.nextToken());
        boolean details = Boolean.TRUE.equals(request.details());
        return ListCommandInvocationsResponse.builder()
                .commandInvocations(
                        page.items().stream().map(each -> listed(each, details)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private CommandInvocation listed(Invocation invocation, boolean details) {
        return CommandInvocation.builder()
                .commandId(invocation.command.id)
                .instanceId(invocation.instanceId)
                .instanceName(name(invocation))
                .comment(invocation.command.what.comment())
                .documentName(invocation.command.what.document().name)
                .documentVersion(
                        Objects.requireNonNullElse(
                                invocation.command.what.documentVersion(), "$DEFAULT"))
                .requestedDateTime(invocation.requested)
                .status(invocation.status)
                .statusDetails(invocation.details)
                .standardOutputUrl("")
                .standardErrorUrl("")
                .commandPlugins(
                        details
                                ? invocation.plugins.stream().map(CommandReading::listed).toList()
                                : List.of())
                .build();
    }

    private String name(Invocation invocation) {
        return commands.nodes()
                .find(invocation.instanceId)
                .map(each -> each.machine().privateName())
                .orElse("");
    }

    private static CommandPlugin listed(Plugin plugin) {
        String output =
                plugin.error.isEmpty()
                        ? plugin.output
                        : plugin.output + "\n----------ERROR-------\n" + plugin.error;
        return CommandPlugin.builder()
                .name(plugin.name)
                .status(plugin.status)
                .statusDetails(plugin.details)
                .responseCode(plugin.code)
                .responseStartDateTime(plugin.started)
                .responseFinishDateTime(plugin.finished)
                .output(output.substring(0, Math.min(output.length(), MOST_LISTED)))
                .standardOutputUrl("")
                .standardErrorUrl("")
                .build();
    }

    /** Without a step's name: the step that failed, or the first that was carried out. */
    public GetCommandInvocationResponse getCommandInvocation(GetCommandInvocationRequest request) {
        Invocation invocation =
                commands.all().stream()
                        .filter(each -> each.id.equals(request.commandId()))
                        .findFirst()
                        .flatMap(each -> each.invocation(request.instanceId()))
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvocationDoesNotExist",
                                        "The command ID and instance ID you specified did not"
                                                + " match any invocations."));
        Optional<Plugin> plugin = invocation.plugin(request.pluginName());
        if (request.pluginName() != null && plugin.isEmpty()) {
            throw new AwsFailure(
                    "InvalidPluginName",
                    "The plugin name " + request.pluginName() + " is not valid.");
        }
        return detail(invocation, plugin.orElse(null), request.pluginName() != null);
    }

    private static GetCommandInvocationResponse detail(
            Invocation invocation, @Nullable Plugin plugin, boolean named) {
        GetCommandInvocationResponse.Builder shown =
                GetCommandInvocationResponse.builder()
                        .commandId(invocation.command.id)
                        .instanceId(invocation.instanceId)
                        .comment(invocation.command.what.comment())
                        .documentName(invocation.command.what.document().name)
                        .documentVersion(
                                Objects.requireNonNullElse(
                                        invocation.command.what.documentVersion(), "$DEFAULT"))
                        .status(invocation.status)
                        .statusDetails(invocation.details)
                        .responseCode(-1)
                        .executionStartDateTime("")
                        .executionElapsedTime("")
                        .executionEndDateTime("")
                        .standardOutputContent("")
                        .standardErrorContent("")
                        .standardOutputUrl("")
                        .standardErrorUrl("");
        if (plugin == null) {
            return shown.build();
        }
        if (named) {
            shown.status(plugin.status.toString()).statusDetails(plugin.details);
        }
        Instant started = plugin.started;
        Instant finished = plugin.finished;
        return shown.pluginName(plugin.name)
                .responseCode(plugin.code)
                .executionStartDateTime(started == null ? "" : started.toString())
                .executionEndDateTime(finished == null ? "" : finished.toString())
                .executionElapsedTime(
                        started == null || finished == null
                                ? ""
                                : Duration.between(started, finished).toString())
                .standardOutputContent(plugin.output)
                .standardErrorContent(plugin.error)
                .build();
    }
}
