package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.AwsFailure;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The schema of automation documents, 0.3 (Systems Manager user guide, "Systems Manager Automation
 * actions reference" and "Properties shared by all actions").
 */
final class AutomationSchema {
    private static final Set<String> ACTIONS =
            Set.of(
                    "aws:approve",
                    "aws:assertAwsResourceProperty",
                    "aws:branch",
                    "aws:changeInstanceState",
                    "aws:copyImage",
                    "aws:createImage",
                    "aws:createStack",
                    "aws:createTags",
                    "aws:deleteImage",
                    "aws:deleteStack",
                    "aws:executeAutomation",
                    "aws:executeAwsApi",
                    "aws:executeScript",
                    "aws:executeStateMachine",
                    "aws:invokeLambdaFunction",
                    "aws:invokeWebhook",
                    "aws:loop",
                    "aws:pause",
                    "aws:runCommand",
                    "aws:runInstances",
                    "aws:sleep",
                    "aws:updateVariable",
                    "aws:waitForAwsResourceProperty");
    private static final Set<String> TOP =
            Set.of(
                    "schemaVersion",
                    "description",
                    "assumeRole",
                    "parameters",
                    "variables",
                    "mainSteps",
                    "outputs",
                    "files");
    private static final Set<String> STEP =
            Set.of(
                    "name",
                    "action",
                    "description",
                    "inputs",
                    "onFailure",
                    "onCancel",
                    "isEnd",
                    "isCritical",
                    "nextStep",
                    "maxAttempts",
                    "timeoutSeconds",
                    "outputs");

    private AutomationSchema() {}

    static void check(JsonNode tree) {
        String version = tree.path("schemaVersion").asText();
        if (!version.equals("0.3")) {
            throw new AwsFailure(
                    "InvalidDocumentSchemaVersion",
                    "Document schema version "
                            + version
                            + " is not supported for documents of type Automation.");
        }
        SchemaChecks.members("document", tree, TOP);
        SchemaChecks.parameters(tree);
        SchemaChecks.list("mainSteps", tree.path("mainSteps"));
        Set<String> names = new LinkedHashSet<>();
        tree.path("mainSteps").forEach(step -> name(step, names));
        tree.path("mainSteps").forEach(step -> step(step, names));
        tree.path("outputs").forEach(each -> references(each, names));
        SchemaChecks.references(
                tree.path("mainSteps"),
                name ->
                        tree.path("parameters").has(name)
                                || names.contains(name.replaceFirst("\\..*", "")));
    }

    private static void name(JsonNode step, Set<String> names) {
        SchemaChecks.members("step", step, STEP);
        String name = SchemaChecks.text("name", step, "step");
        if (!name.matches("[a-zA-Z0-9_]{1,128}") || !names.add(name)) {
            throw Refusals.invalidContent(
                    "Step name \"" + name + "\" is not valid or not unique in the document.");
        }
    }

    private static void step(JsonNode step, Set<String> names) {
        String name = step.path("name").asText();
        String action = SchemaChecks.text("action", step, "step " + name);
        if (!ACTIONS.contains(action)) {
            throw Refusals.invalidContent("Action type " + action + " is not supported.");
        }
        String onFailure = step.path("onFailure").asText("Abort");
        if (!onFailure.matches("Abort|Continue|step:.+")) {
            throw Refusals.invalidContent(
                    "Step " + name + " has an onFailure that is not valid: " + onFailure + ".");
        }
        if (onFailure.startsWith("step:")) {
            exists(onFailure.substring("step:".length()), names);
        }
        if (step.has("nextStep")) {
            exists(step.get("nextStep").asText(), names);
        }
        for (JsonNode choice : step.path("inputs").path("Choices")) {
            exists(choice.path("NextStep").asText(), names);
        }
        for (JsonNode output : step.path("outputs")) {
            SchemaChecks.text("Name", output, "output of step " + name);
            SchemaChecks.text("Selector", output, "output of step " + name);
        }
    }

    private static void exists(String step, Set<String> names) {
        if (!names.contains(step)) {
            throw Refusals.invalidContent("Step \"" + step + "\" is not defined in the document.");
        }
    }

    /** Outputs of the document name steps: {@code step.output}. */
    private static void references(JsonNode output, Set<String> names) {
        String text = output.asText();
        if (text.contains(".")) {
            exists(text.substring(0, text.indexOf('.')), names);
        }
    }
}
