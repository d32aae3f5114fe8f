package dev.sila.spotinst;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Spotinst's API document says of a group, as far as Sila uses it: the members and their
 * types, which of them must be there, and which values fit each other. Source: Spot API, schemas
 * {@code elastigroupCreate} and {@code elastigroup}.
 */
final class GroupShape {
    private enum Type {
        TEXT,
        NUMBER,
        FLAG,
        TEXTS
    }

    private static final Type TEXT = Type.TEXT;
    private static final Type NUMBER = Type.NUMBER;
    private static final Type FLAG = Type.FLAG;
    private static final Type TEXTS = Type.TEXTS;

    private static final Map<String, Object> EBS =
            Map.of(
                    "deleteOnTermination", FLAG,
                    "volumeSize", NUMBER,
                    "volumeType", TEXT,
                    "iops", NUMBER,
                    "snapshotId", TEXT);

    private static final Map<String, Object> LAUNCH =
            Map.ofEntries(
                    Map.entry("imageId", TEXT),
                    Map.entry("keyPair", TEXT),
                    Map.entry("userData", TEXT),
                    Map.entry("monitoring", FLAG),
                    Map.entry("healthCheckType", TEXT),
                    Map.entry("healthCheckGracePeriod", NUMBER),
                    Map.entry("securityGroupIds", TEXTS),
                    Map.entry("iamRole", Map.of("name", TEXT)),
                    Map.entry("tags", List.of(Map.of("tagKey", TEXT, "tagValue", TEXT))),
                    Map.entry(
                            "loadBalancersConfig",
                            Map.of(
                                    "loadBalancers",
                                    List.of(Map.of("name", TEXT, "arn", TEXT, "type", TEXT)))),
                    Map.entry(
                            "networkInterfaces",
                            List.of(
                                    Map.of(
                                            "deviceIndex", NUMBER,
                                            "associatePublicIpAddress", FLAG,
                                            "deleteOnTermination", FLAG))),
                    Map.entry(
                            "blockDeviceMappings",
                            List.of(Map.of("deviceName", TEXT, "virtualName", TEXT, "ebs", EBS))),
                    Map.entry(
                            "metadataOptions",
                            Map.of("httpTokens", TEXT, "httpPutResponseHopLimit", NUMBER)),
                    Map.entry(
                            "resourceTagSpecification",
                            Map.of("volumes", Map.of("shouldTag", FLAG))));

    private static final Map<String, Object> TASK =
            Map.of(
                    "taskType", TEXT,
                    "isEnabled", FLAG,
                    "cronExpression", TEXT,
                    "scaleMinCapacity", NUMBER,
                    "scaleTargetCapacity", NUMBER,
                    "scaleMaxCapacity", NUMBER,
                    "batchSizePercentage", NUMBER);

    private static final Map<String, Object> GROUP =
            Map.of(
                    "name",
                    TEXT,
                    "description",
                    TEXT,
                    "region",
                    TEXT,
                    "capacity",
                    Map.of("target", NUMBER, "minimum", NUMBER, "maximum", NUMBER, "unit", TEXT),
                    "strategy",
                    Map.of(
                            "risk", NUMBER,
                            "onDemandCount", NUMBER,
                            "availabilityVsCost", TEXT,
                            "fallbackToOd", FLAG,
                            "utilizeReservedInstances", FLAG),
                    "compute",
                    Map.of(
                            "product",
                            TEXT,
                            "instanceTypes",
                            Map.of("ondemand", TEXT, "spot", TEXTS),
                            "subnetIds",
                            TEXTS,
                            "launchSpecification",
                            LAUNCH),
                    "scheduling",
                    Map.of("tasks", List.of(TASK)));

    private static final List<String> REQUIRED =
            List.of(
                    "/name",
                    "/region",
                    "/capacity/target",
                    "/capacity/minimum",
                    "/capacity/maximum",
                    "/capacity/unit",
                    "/strategy/availabilityVsCost",
                    "/compute/product",
                    "/compute/instanceTypes/ondemand",
                    "/compute/instanceTypes/spot",
                    "/compute/subnetIds",
                    "/compute/launchSpecification/imageId",
                    "/compute/launchSpecification/securityGroupIds");

    /** What cannot be changed once the group is there. */
    private static final List<String> FIXED =
            List.of("/region", "/capacity/unit", "/compute/product", "/id");

    private final List<String> wrong = new ArrayList<>();

    private GroupShape() {}

    /** What is wrong with the members that a request sends. */
    static List<String> members(JsonNode group, boolean update) {
        GroupShape shape = new GroupShape();
        shape.members("group", group, GROUP);
        if (update) {
            FIXED.stream()
                    .filter(each -> !group.at(each).isMissingNode())
                    .forEach(each -> shape.wrong.add(each + " cannot be changed"));
        }
        return shape.wrong;
    }

    /** What is wrong with a whole group. */
    static List<String> whole(JsonNode group) {
        GroupShape shape = new GroupShape();
        for (String each : REQUIRED) {
            if (group.at(each).isMissingNode() || group.at(each).isNull()) {
                shape.wrong.add(each + " is required");
            }
        }
        if (shape.wrong.isEmpty()) {
            shape.sense(group);
        }
        return shape.wrong;
    }

    @SuppressWarnings("unchecked")
    private void members(String path, JsonNode value, Object type) {
        if (value.isNull()) {
            return;
        }
        switch (type) {
            case Map<?, ?> members -> object(path, value, (Map<String, Object>) members);
            case List<?> of -> {
                require(value.isArray() && !value.isEmpty(), path + " is no list with an element");
                value.forEach(each -> members(path + "[]", each, of.getFirst()));
            }
            case Type.TEXTS -> {
                require(value.isArray() && !value.isEmpty(), path + " is no list with an element");
                value.forEach(each -> require(each.isTextual(), path + "[] is no text"));
            }
            case Type.TEXT -> require(value.isTextual(), path + " is no text");
            case Type.NUMBER -> require(value.isInt(), path + " is no number");
            case Type.FLAG -> require(value.isBoolean(), path + " is not true or false");
            default -> throw new IllegalArgumentException(path);
        }
    }

    private void object(String path, JsonNode value, Map<String, Object> members) {
        require(value.isObject(), path + " is no object");
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            Object type = members.get(each.getKey());
            if (type == null) {
                wrong.add(path + "." + each.getKey() + " is not known");
            } else {
                members(path + "." + each.getKey(), each.getValue(), type);
            }
        }
    }

    private void sense(JsonNode group) {
        JsonNode capacity = group.path("capacity");
        int target = capacity.path("target").asInt();
        require(
                0 <= capacity.path("minimum").asInt()
                        && capacity.path("minimum").asInt() <= target
                        && target <= capacity.path("maximum").asInt(),
                "capacity: minimum, target and maximum must ascend");
        require(capacity.path("unit").asText().equals("instance"), "capacity.unit is not known");
        JsonNode strategy = group.path("strategy");
        require(
                strategy.hasNonNull("risk") != strategy.hasNonNull("onDemandCount"),
                "strategy: exactly one of risk and onDemandCount");
        require(
                0 <= strategy.path("risk").asInt() && strategy.path("risk").asInt() <= 100,
                "strategy.risk is no percentage");
        require(
                Set.of("balanced", "costOriented", "availabilityOriented", "equalAzDistribution")
                        .contains(strategy.path("availabilityVsCost").asText()),
                "strategy.availabilityVsCost is not known");
        launch(group.path("compute").path("launchSpecification"));
        group.path("scheduling").path("tasks").forEach(this::task);
    }

    private void launch(JsonNode launch) {
        require(launch.path("imageId").asText().startsWith("ami-"), "imageId is no image");
        require(
                Set.of("EC2", "ELB", "TARGET_GROUP", "")
                        .contains(launch.path("healthCheckType").asText()),
                "healthCheckType is not known");
        if (launch.hasNonNull("userData")) {
            Base64.getDecoder().decode(launch.path("userData").asText());
        }
        Set<String> keys = new HashSet<>();
        launch.path("tags")
                .forEach(each ->
                        require(
                                keys.add(each.path("tagKey").asText()),
                                "tag " + each.path("tagKey") + " is there twice"));
        Set<String> devices = new TreeSet<>();
        launch.path("blockDeviceMappings")
                .forEach(each -> {
                    require(
                            each.hasNonNull("ebs") != each.hasNonNull("virtualName"),
                            "a device is a volume or an instance store");
                    require(devices.add(each.path("deviceName").asText()), "a device is twice");
                });
        launch.path("loadBalancersConfig")
                .path("loadBalancers")
                .forEach(each ->
                        require(
                                each.path("type").asText().equals("CLASSIC")
                                        ? each.hasNonNull("name")
                                        : each.path("type").asText().equals("TARGET_GROUP")
                                                && each.hasNonNull("arn"),
                                "a balancer needs its type and its name or ARN"));
    }

    private void task(JsonNode task) {
        require(
                task.path("cronExpression").asText().split(" ").length == 5,
                "cronExpression has not five fields");
        require(
                !task.path("taskType").asText().equals("scale")
                        || task.hasNonNull("scaleMaxCapacity"),
                "scaleMaxCapacity is required to scale");
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }
}
