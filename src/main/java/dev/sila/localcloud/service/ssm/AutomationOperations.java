package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Idempotency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.ExecutionMode;
import software.amazon.awssdk.services.ssm.model.SendAutomationSignalRequest;
import software.amazon.awssdk.services.ssm.model.SendAutomationSignalResponse;
import software.amazon.awssdk.services.ssm.model.StartAutomationExecutionRequest;
import software.amazon.awssdk.services.ssm.model.StartAutomationExecutionResponse;
import software.amazon.awssdk.services.ssm.model.StopAutomationExecutionRequest;
import software.amazon.awssdk.services.ssm.model.StopAutomationExecutionResponse;
import software.amazon.awssdk.services.ssm.model.StopType;

/** Starts, stops and signals automations. */
final class AutomationOperations {
    private final Automations automations;
    private final AutomationTargets targets;
    private final Documents documents;
    private final Tags tags;
    private final AwsCalls aws;
    private final Idempotency idempotency = new Idempotency();

    AutomationOperations(
            Automations automations,
            AutomationTargets targets,
            Documents documents,
            Tags tags,
            AwsCalls aws) {
        this.automations = automations;
        this.targets = targets;
        this.documents = documents;
        this.tags = tags;
        this.aws = aws;
    }

    public StartAutomationExecutionResponse startAutomationExecution(
            StartAutomationExecutionRequest request) {
        return idempotency.once(
                "StartAutomationExecution",
                request.clientToken(),
                request,
                StartAutomationExecutionResponse.class,
                () -> start(request));
    }

    private StartAutomationExecutionResponse start(StartAutomationExecutionRequest request) {
        Refusals.unsupported("TargetLocations", request.targetLocations());
        Refusals.unsupported("TargetLocationsURL", request.targetLocationsURL());
        Refusals.unsupported("AlarmConfiguration", request.alarmConfiguration());
        Automation.Targeting targeting =
                AutomationTargets.of(
                        request.targetParameterName(),
                        request.targets(),
                        request.targetMaps(),
                        request.maxConcurrency(),
                        request.maxErrors());
        Automation started =
                start(
                        request.documentName(),
                        request.documentVersion(),
                        request.parameters(),
                        Objects.requireNonNullElse(request.mode(), ExecutionMode.AUTO),
                        targeting,
                        over -> {});
        tags.add(Tags.AUTOMATION, started.id, request.tags());
        return StartAutomationExecutionResponse.builder().automationExecutionId(started.id).build();
    }

    /** Starts an automation for a request or for a maintenance window. */
    Automation start(
            String documentName,
            @Nullable String documentVersion,
            Map<String, List<String>> parameters,
            ExecutionMode mode,
            Automation.Targeting targeting,
            Consumer<Automation> ended) {
        AutomationTargets.check(targeting);
        Document document = document(documentName);
        Document.Version version = version(document, documentVersion);
        Map<String, List<String>> complete = completed(parameters, targeting);
        Map<String, JsonNode> values = values(version, complete);
        checkRole(version, values);
        Automation.Order order =
                new Automation.Order(document, version, parameters, mode, targeting, null, null);
        return targeting.isThere()
                ? targets.start(order, values, ended)
                : automations.start(order, values, ended);
    }

    Document document(String name) {
        return documents
                .find(name)
                .filter(each -> each.type == DocumentType.AUTOMATION)
                .orElseThrow(() ->
                        new AwsFailure(
                                "AutomationDefinitionNotFoundException",
                                "An Automation runbook with the name "
                                        + name
                                        + " couldn't be found."));
    }

    private static Document.Version version(Document document, @Nullable String version) {
        return document.version(version, null)
                .orElseThrow(() ->
                        new AwsFailure(
                                "AutomationDefinitionVersionNotFoundException",
                                "An Automation runbook with the specified name and version"
                                        + " couldn't be found: "
                                        + version));
    }

    /** The parameters with stand-ins for those that each target gives. */
    private static Map<String, List<String>> completed(
            Map<String, List<String>> given, Automation.Targeting targeting) {
        Map<String, List<String>> complete = new LinkedHashMap<>(given);
        targeting.maps().forEach(complete::putAll);
        if (targeting.parameter() != null && !targeting.targets().isEmpty()) {
            complete.put(targeting.parameter(), List.of("i-00000000000000000"));
        }
        return complete;
    }

    private static Map<String, JsonNode> values(
            Document.Version version, Map<String, List<String>> parameters) {
        try {
            return CommandSteps.values(version.content(), parameters);
        } catch (AwsFailure wrong) {
            throw invalid(Objects.requireNonNullElse(wrong.getMessage(), ""));
        }
    }

    private static AwsFailure invalid(String message) {
        return new AwsFailure("InvalidAutomationExecutionParametersException", message);
    }

    /** The role that the document assumes must be there. */
    private void checkRole(Document.Version version, Map<String, JsonNode> values) {
        JsonNode role =
                Trees.resolved(
                        version.content().tree().path("assumeRole"),
                        name -> Optional.ofNullable(values.get(name)));
        String arn = role.asText("");
        if (arn.isEmpty()) {
            return;
        }
        try {
            aws.call(
                    "iam",
                    "GetRole",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("RoleName", arn.substring(arn.lastIndexOf('/') + 1)));
        } catch (AwsFailure none) {
            throw invalid("The defined assume role is unable to be assumed.");
        }
    }

    public StopAutomationExecutionResponse stopAutomationExecution(
            StopAutomationExecutionRequest request) {
        Automation automation = automations.automation(request.automationExecutionId());
        if (automation.isOver()) {
            throw new AwsFailure(
                    "InvalidAutomationStatusUpdateException",
                    "The specified update status operation isn't valid: the execution is over.");
        }
        if (request.type() == StopType.COMPLETE) {
            automation.completing = true;
        } else {
            automations.cancel(automation);
        }
        return StopAutomationExecutionResponse.builder().build();
    }

    /**
     * Lets an execution that waits go on, or ends the step that is carried out. Nothing waits for
     * an approval: {@code aws:approve} is not carried out.
     */
    public SendAutomationSignalResponse sendAutomationSignal(SendAutomationSignalRequest request) {
        Automation automation = automations.automation(request.automationExecutionId());
        switch (request.signalType()) {
            case START_STEP -> {
                String name = request.payload().getOrDefault("StepName", List.of("")).getFirst();
                boolean next =
                        automation.current().filter(each -> each.name().equals(name)).isPresent();
                if (!next) {
                    throw new AwsFailure(
                            "AutomationStepNotFoundException",
                            "The specified step name isn't the next one of the execution: " + name);
                }
                goOn(automation);
            }
            case RESUME -> {
                automation.interactive = false;
                goOn(automation);
            }
            case STOP_STEP -> {
                Runnable cancel = automation.cancelStep;
                if (cancel == null) {
                    throw invalidSignal("no step is carried out");
                }
                cancel.run();
            }
            default -> throw invalidSignal("nothing waits for " + request.signalTypeAsString());
        }
        return SendAutomationSignalResponse.builder().build();
    }

    private static void goOn(Automation automation) {
        Runnable waiting = automation.waiting;
        if (waiting == null) {
            throw invalidSignal("the execution does not wait");
        }
        automation.waiting = null;
        waiting.run();
    }

    private static AwsFailure invalidSignal(String why) {
        return new AwsFailure(
                "InvalidAutomationSignalException",
                "The signal isn't valid for the current Automation execution: " + why + ".");
    }
}
