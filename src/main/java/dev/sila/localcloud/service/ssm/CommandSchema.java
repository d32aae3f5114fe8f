package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.AwsFailure;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The schemas of command documents: 1.2 with {@code runtimeConfig}, 2.0 and 2.2 with {@code
 * mainSteps} (Systems Manager user guide, "Data elements and parameters" and "Command document
 * plugin reference").
 */
final class CommandSchema {
    static final Set<String> PLUGINS =
            Set.of(
                    "aws:applications",
                    "aws:cloudWatch",
                    "aws:configureDocker",
                    "aws:configurePackage",
                    "aws:domainJoin",
                    "aws:downloadContent",
                    "aws:psModule",
                    "aws:refreshAssociation",
                    "aws:runDockerAction",
                    "aws:runDocument",
                    "aws:runPowerShellScript",
                    "aws:runShellScript",
                    "aws:softwareInventory",
                    "aws:updateAgent",
                    "aws:updateSsmAgent");
    private static final Set<String> TOP =
            Set.of("schemaVersion", "description", "parameters", "mainSteps", "files");
    private static final Set<String> STEP =
            Set.of(
                    "action",
                    "name",
                    "inputs",
                    "precondition",
                    "onFailure",
                    "onSuccess",
                    "finallyStep",
                    "maxAttempts",
                    "timeoutSeconds",
                    "description",
                    "isCritical",
                    "isEnd");

    private CommandSchema() {}

    static void check(JsonNode tree) {
        String version = tree.path("schemaVersion").asText();
        if (!Set.of("1.2", "2.0", "2.2").contains(version)) {
            throw new AwsFailure(
                    "InvalidDocumentSchemaVersion",
                    "Document schema version "
                            + version
                            + " is not supported for documents of type Command.");
        }
        SchemaChecks.parameters(tree);
        if (version.equals("1.2")) {
            SchemaChecks.members(
                    "document",
                    tree,
                    Set.of("schemaVersion", "description", "parameters", "runtimeConfig"));
            plugins(tree.path("runtimeConfig"));
        } else {
            SchemaChecks.members("document", tree, TOP);
            SchemaChecks.list("mainSteps", tree.path("mainSteps"));
            Set<String> names = new HashSet<>();
            tree.path("mainSteps").forEach(step -> step(step, names));
        }
        Set<String> parameters =
                tree.path("parameters")
                        .propertyStream()
                        .map(each -> each.getKey())
                        .collect(Collectors.toSet());
        SchemaChecks.references(
                tree, name -> parameters.contains(name) || name.equals("platformType"));
    }

    private static void plugins(JsonNode config) {
        if (!config.isObject() || config.isEmpty()) {
            throw Refusals.invalidContent("runtimeConfig must have at least one plugin.");
        }
        config.forEachEntry((plugin, each) -> {
            known(plugin);
            if (each.path("properties").isMissingNode()) {
                throw Refusals.invalidContent("Plugin " + plugin + " has no properties.");
            }
        });
    }

    private static void step(JsonNode step, Set<String> names) {
        SchemaChecks.members("step", step, STEP);
        String name = SchemaChecks.text("name", step, "step");
        if (!name.matches("[a-zA-Z0-9_-]{1,128}") || !names.add(name)) {
            throw Refusals.invalidContent(
                    "Step name \"" + name + "\" is not valid or not unique in the document.");
        }
        String action = SchemaChecks.text("action", step, "step " + name);
        known(action);
        if (!step.path("inputs").isObject()) {
            throw Refusals.invalidContent("Step " + name + " has no inputs.");
        }
        boolean script =
                action.equals("aws:runShellScript") || action.equals("aws:runPowerShellScript");
        if (script && step.path("inputs").path("runCommand").isMissingNode()) {
            throw Refusals.invalidContent("Step " + name + " has no input runCommand.");
        }
    }

    private static void known(String plugin) {
        if (!PLUGINS.contains(plugin)) {
            throw Refusals.invalidContent("Plugin " + plugin + " is not supported.");
        }
    }
}
