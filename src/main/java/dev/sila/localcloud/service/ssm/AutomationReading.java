package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.Page;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.AutomationExecution;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionFilter;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionMetadata;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.AutomationType;
import software.amazon.awssdk.services.ssm.model.DescribeAutomationExecutionsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeAutomationExecutionsResponse;
import software.amazon.awssdk.services.ssm.model.DescribeAutomationStepExecutionsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeAutomationStepExecutionsResponse;
import software.amazon.awssdk.services.ssm.model.FailureDetails;
import software.amazon.awssdk.services.ssm.model.GetAutomationExecutionRequest;
import software.amazon.awssdk.services.ssm.model.GetAutomationExecutionResponse;
import software.amazon.awssdk.services.ssm.model.ProgressCounters;
import software.amazon.awssdk.services.ssm.model.ResolvedTargets;
import software.amazon.awssdk.services.ssm.model.StepExecution;
import software.amazon.awssdk.services.ssm.model.StepExecutionFilter;

/** Tells what became of automations, the newest first. */
final class AutomationReading {
    private final Automations automations;
    private final Tags tags;
    private final String root;

    AutomationReading(Automations automations, Tags tags, Foundation foundation) {
        this.automations = automations;
        this.tags = tags;
        this.root = foundation.realm().globalArn("iam", "root");
    }

    public GetAutomationExecutionResponse getAutomationExecution(
            GetAutomationExecutionRequest request) {
        Automation automation = automations.automation(request.automationExecutionId());
        return GetAutomationExecutionResponse.builder()
                .automationExecution(full(automation))
                .build();
    }

    private AutomationExecution full(Automation automation) {
        Automation.Order what = automation.what;
        Automation.Targeting targeting = what.targeting();
        return AutomationExecution.builder()
                .automationExecutionId(automation.id)
                .documentName(what.document().name)
                .documentVersion(String.valueOf(what.version().number()))
                .executionStartTime(automation.started)
                .executionEndTime(automation.ended)
                .automationExecutionStatus(automation.status)
                .stepExecutions(automation.steps.stream().map(AutomationReading::step).toList())
                .stepExecutionsTruncated(false)
                .parameters(parameters(automation))
                .outputs(automation.outputs)
                .failureMessage(automation.failure)
                .mode(what.mode())
                .parentAutomationExecutionId(what.parent())
                .executedBy(root)
                .currentStepName(automation.current().map(Automation.Step::name).orElse(null))
                .currentAction(automation.current().map(Automation.Step::action).orElse(null))
                .targetParameterName(targeting.parameter())
                .targets(targeting.targets())
                .targetMaps(targeting.maps())
                .resolvedTargets(resolved(automation))
                .maxConcurrency(targeting.isThere() ? targeting.maxConcurrency() : null)
                .maxErrors(targeting.isThere() ? targeting.maxErrors() : null)
                .target(what.target())
                .progressCounters(counters(automation))
                .build();
    }

    private static ResolvedTargets resolved(Automation automation) {
        List<String> targets =
                automation.what.targeting().isThere()
                        ? automation.steps.stream().map(Automation.Step::name).toList()
                        : List.of();
        return ResolvedTargets.builder().parameterValues(targets).truncated(false).build();
    }

    private static Map<String, List<String>> parameters(Automation automation) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        automation.values.forEach(
                (name, value) -> shown.put(name, DocumentParameter.strings(value)));
        shown.putAll(automation.what.parameters());
        return shown;
    }

    private static ProgressCounters counters(Automation automation) {
        return ProgressCounters.builder()
                .totalSteps(automation.steps.size())
                .successSteps(count(automation, AutomationExecutionStatus.SUCCESS))
                .failedSteps(count(automation, AutomationExecutionStatus.FAILED))
                .cancelledSteps(count(automation, AutomationExecutionStatus.CANCELLED))
                .timedOutSteps(count(automation, AutomationExecutionStatus.TIMED_OUT))
                .build();
    }

    private static int count(Automation automation, AutomationExecutionStatus status) {
        return (int) automation.steps.stream().filter(each -> each.status == status).count();
    }

    private static StepExecution step(Automation.Step step) {
        Map<String, List<String>> outputs = new LinkedHashMap<>();
        step.outputs.forEach((name, value) -> outputs.put(name, DocumentParameter.strings(value)));
        JsonNode definition = step.definition;
        return StepExecution.builder()
                .stepName(step.name())
                .action(step.action())
                .timeoutSeconds(
                        definition.has("timeoutSeconds")
                                ? definition.get("timeoutSeconds").asLong()
                                : null)
                .onFailure(step.onFailure())
                .maxAttempts(Math.max(1, definition.path("maxAttempts").asInt(1)))
                .executionStartTime(step.started)
                .executionEndTime(step.ended)
                .stepStatus(step.status)
                .responseCode(step.isOver() ? (step.failure == null ? "0" : "1") : null)
                .inputs(step.inputs)
                .outputs(outputs)
                .failureMessage(step.failure)
                .failureDetails(failure(step))
                .stepExecutionId(step.id)
                .isEnd(step.isEnd())
                .isCritical(step.isCritical())
                .nextStep(definition.path("nextStep").asText(null))
                .build();
    }

    private static @Nullable FailureDetails failure(Automation.Step step) {
        return step.failure == null
                ? null
                : FailureDetails.builder()
                        .failureStage("Invocation")
                        .failureType("Execution")
                        .details(Map.of("Message", List.of(step.failure)))
                        .build();
    }

    public DescribeAutomationExecutionsResponse describeAutomationExecutions(
            DescribeAutomationExecutionsRequest request) {
        List<Automation> found =
                automations.all().stream()
                        .filter(each ->
                                request.filters().stream()
                                        .allMatch(filter -> matches(each, filter)))
                        .toList();
        Page<Automation> page =
                Listing.page(
                        found,
                        each -> Listing.descending(each.order),
                        request.maxResults(),
                        request.nextToken());
        return DescribeAutomationExecutionsResponse.builder()
                .automationExecutionMetadataList(page.items().stream().map(this::metadata).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private boolean matches(Automation automation, AutomationExecutionFilter filter) {
        return filter.values().stream().anyMatch(value -> matches(automation, filter, value));
    }

    private boolean matches(Automation automation, AutomationExecutionFilter filter, String value) {
        return switch (filter.key()) {
            case DOCUMENT_NAME_PREFIX -> automation.what.document().name.startsWith(value);
            case EXECUTION_STATUS -> automation.status.toString().equals(status(value));
            case EXECUTION_ID -> automation.id.equals(value);
            case PARENT_EXECUTION_ID -> value.equals(automation.what.parent());
            case CURRENT_ACTION ->
                    automation.current().filter(each -> each.action().equals(value)).isPresent();
            case START_TIME_BEFORE -> automation.started.isBefore(time(value));
            case START_TIME_AFTER -> automation.started.isAfter(time(value));
            case AUTOMATION_TYPE -> value.equals("Local");
            case TAG_KEY -> tags.of(Tags.AUTOMATION, automation.id).containsKey(value);
            default -> throw Refusals.invalidFilter(filter.keyAsString());
        };
    }

    private static String status(String value) {
        if (AutomationExecutionStatus.fromValue(value)
                == AutomationExecutionStatus.UNKNOWN_TO_SDK_VERSION) {
            throw new AwsFailure("InvalidFilterValue", "The filter value isn't valid: " + value);
        }
        return value;
    }

    private static Instant time(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException wrong) {
            throw new AwsFailure(
                    "InvalidFilterValue",
                    "The filter value isn't a time such as 2026-01-31T12:00:00Z: " + value);
        }
    }

    private AutomationExecutionMetadata metadata(Automation automation) {
        Automation.Targeting targeting = automation.what.targeting();
        return AutomationExecutionMetadata.builder()
                .automationExecutionId(automation.id)
                .documentName(automation.what.document().name)
                .documentVersion(String.valueOf(automation.what.version().number()))
                .automationExecutionStatus(automation.status)
                .executionStartTime(automation.started)
                .executionEndTime(automation.ended)
                .executedBy(root)
                .logFile("")
                .outputs(automation.outputs)
                .mode(automation.what.mode())
                .parentAutomationExecutionId(automation.what.parent())
                .currentStepName(automation.current().map(Automation.Step::name).orElse(null))
                .currentAction(automation.current().map(Automation.Step::action).orElse(null))
                .failureMessage(automation.failure)
                .targetParameterName(targeting.parameter())
                .targets(targeting.targets())
                .targetMaps(targeting.maps())
                .resolvedTargets(resolved(automation))
                .target(automation.what.target())
                .automationType(AutomationType.LOCAL)
                .build();
    }

    public DescribeAutomationStepExecutionsResponse describeAutomationStepExecutions(
            DescribeAutomationStepExecutionsRequest request) {
        Automation automation = automations.automation(request.automationExecutionId());
        List<Automation.Step> steps = automation.steps;
        List<Automation.Step> found =
                steps.stream()
                        .filter(each ->
                                request.filters().stream()
                                        .allMatch(filter -> matches(each, filter)))
                        .toList();
        boolean reversed = Boolean.TRUE.equals(request.reverseOrder());
        Page<Automation.Step> page =
                Listing.page(
                        found,
                        each ->
                                reversed
                                        ? Listing.descending(steps.indexOf(each))
                                        : Listing.ascending(steps.indexOf(each)),
                        request.maxResults(),
                        request.nextToken());
        return DescribeAutomationStepExecutionsResponse.builder()
                .stepExecutions(page.items().stream().map(AutomationReading::step).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean matches(Automation.Step step, StepExecutionFilter filter) {
        return filter.values().stream()
                .anyMatch(value ->
                        switch (filter.key()) {
                            case STEP_EXECUTION_STATUS ->
                                    step.status.toString().equals(status(value));
                            case STEP_EXECUTION_ID -> step.id.equals(value);
                            case STEP_NAME -> step.name().equals(value);
                            case ACTION -> step.action().equals(value);
                            default -> throw Refusals.invalidFilter(filter.keyAsString());
                        });
    }
}
