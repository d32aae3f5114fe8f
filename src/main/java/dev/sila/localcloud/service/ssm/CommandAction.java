package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.model.CommandStatus;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.Target;

/** {@code aws:runCommand}: sends a command and waits for its end. */
final class CommandAction {
    private final CommandOperations operations;
    private final Commands commands;

    CommandAction(CommandOperations operations, Commands commands) {
        this.operations = operations;
        this.commands = commands;
    }

    void begin(StepContext step) {
        SendCommandRequest.Builder request =
                SendCommandRequest.builder()
                        .documentName(step.required("DocumentName"))
                        .documentVersion(step.text("DocumentVersion").orElse(null))
                        .comment(step.text("Comment").orElse(null))
                        .timeoutSeconds(
                                step.text("TimeoutSeconds").map(Integer::valueOf).orElse(null))
                        .maxConcurrency(step.text("MaxConcurrency").orElse(null))
                        .maxErrors(step.text("MaxErrors").orElse(null))
                        .outputS3BucketName(step.text("OutputS3BucketName").orElse(null))
                        .parameters(lists(step.inputs().path("Parameters")));
        List<String> ids = step.list("InstanceIds");
        if (!ids.isEmpty()) {
            request.instanceIds(ids);
        }
        List<Target> targets = targets(step.inputs().path("Targets"));
        if (!targets.isEmpty()) {
            request.targets(targets);
        }
        Command.Order order = operations.order(request.build());
        Command command = commands.send(order, ended -> ended(step, ended));
        step.onStop(() -> commands.cancel(command, List.of()));
    }

    /** Parameters as the wire has them: lists of texts. */
    static Map<String, List<String>> lists(JsonNode object) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object.forEachEntry((key, value) -> lists.put(key, DocumentParameter.strings(value)));
        return lists;
    }

    private static List<Target> targets(JsonNode list) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode each : list) {
            boolean capital = each.has("Key");
            targets.add(
                    Target.builder()
                            .key(each.path(capital ? "Key" : "key").asText())
                            .values(
                                    DocumentParameter.strings(
                                            each.path(capital ? "Values" : "values")))
                            .build());
        }
        return targets;
    }

    private static void ended(StepContext step, Command command) {
        List<String> outputs =
                command.invocations.values().stream()
                        .flatMap(each -> each.plugin(null).stream())
                        .map(each -> each.output)
                        .toList();
        int code =
                command.invocations.values().stream()
                        .flatMap(each -> each.plugin(null).stream())
                        .mapToInt(each -> each.code)
                        .filter(each -> each != 0)
                        .findFirst()
                        .orElse(0);
        if (command.status != CommandStatus.SUCCESS) {
            step.fail(
                    "Command %s ended as %s. Output: %s"
                            .formatted(command.id, command.details, String.join("\n", outputs)));
            return;
        }
        ObjectNode result = StepContext.object();
        result.put("CommandId", command.id);
        result.put("Status", command.status.toString());
        result.put("ResponseCode", code);
        result.put("Output", String.join("\n", outputs));
        step.succeed(result);
    }
}
