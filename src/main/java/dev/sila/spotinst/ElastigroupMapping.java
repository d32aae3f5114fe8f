package dev.sila.spotinst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.LaunchTemplate.BlockDevice;
import dev.sila.aws.kind.LaunchTemplate.InstanceStore;
import dev.sila.aws.kind.LaunchTemplate.Volume;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Ref;
import dev.sila.engine.Tags;
import dev.sila.spotinst.Elastigroup.Market;
import dev.sila.spotinst.Elastigroup.Task;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wanted of a group, in the members of Spotinst's API. */
final class ElastigroupMapping {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Elastigroup wanted;
    private final Ids ids;
    private final Predicate<String> managed;

    private ElastigroupMapping(Elastigroup wanted, Ids ids, Predicate<String> managed) {
        this.wanted = wanted;
        this.ids = ids;
        this.managed = managed;
    }

    /** The whole group. */
    static ObjectNode creation(String region, Elastigroup wanted, Ids ids) {
        ElastigroupMapping mapping = new ElastigroupMapping(wanted, ids, each -> true);
        int most =
                wanted.maxSize() != null
                        ? wanted.maxSize()
                        : Stream.of(wanted.minSize(), wanted.desiredCapacity())
                                .flatMap(Stream::ofNullable)
                                .reduce(0, Math::max);
        Capacity sizes =
                new Capacity(
                        Objects.requireNonNullElse(wanted.minSize(), 0),
                        Objects.requireNonNullElse(wanted.desiredCapacity(), most),
                        most);
        ObjectNode group = JSON.objectNode();
        group.put("name", wanted.name());
        group.put("description", "Kept by Sila: " + wanted.name());
        group.put("region", region);
        group.set("capacity", sizes.written().put("unit", "instance"));
        mapping.common(group, wanted.tags());
        group.withObject("/compute").put("product", "Linux/UNIX");
        ObjectNode launch = group.withObject("/compute/launchSpecification");
        launch.putObject("metadataOptions")
                .put("httpTokens", "required")
                .put("httpPutResponseHopLimit", 1);
        launch.putObject("resourceTagSpecification").putObject("volumes").put("shouldTag", true);
        return group;
    }

    /** Of a whole group what can be changed once it is there. */
    static ObjectNode changeable(ObjectNode group) {
        ObjectNode change = group.deepCopy();
        change.remove("region");
        change.withObject("/capacity").remove("unit");
        change.withObject("/compute").remove("product");
        return change;
    }

    /** What differs, and nothing else. */
    static ObjectNode change(Found<Elastigroup> found, Elastigroup wanted, Diff diff, Ids ids) {
        ObjectNode group = JSON.objectNode();
        if (Stream.of("minSize", "maxSize", "desiredCapacity").anyMatch(diff::has)) {
            group.set("capacity", Capacity.of(found).with(wanted, diff).written());
        }
        Predicate<String> tagged =
                each ->
                        each.equals("tags")
                                ? diff.has("tags") || diff.has("desiredCapacity")
                                : diff.has(each);
        // What others put on the group stays, as everywhere.
        new ElastigroupMapping(wanted, ids, tagged)
                .common(group, found.state().tags().and(wanted.tags()));
        JsonNode others = ElastigroupReading.otherTasks(found);
        if (diff.has("schedule") && !others.isEmpty()) {
            group.withObject("/scheduling").withArrayProperty("tasks").addAll((ArrayNode) others);
        }
        return group;
    }

    /** Three sizes that fit each other. */
    private record Capacity(int least, int target, int most) {
        static Capacity of(Found<Elastigroup> found) {
            return new Capacity(
                    Objects.requireNonNullElse(found.state().minSize(), 0),
                    ElastigroupReading.target(found),
                    Objects.requireNonNullElse(found.state().maxSize(), 0));
        }

        /**
         * What nobody names gives way where Spotinst would refuse the others. The group's own
         * target stays between the bounds, unless the files ask for another than before.
         */
        Capacity with(Elastigroup wanted, Diff diff) {
            int max = Objects.requireNonNullElse(wanted.maxSize(), most);
            Integer min = wanted.minSize();
            int floor = min == null ? Math.min(least, max) : min;
            int ceiling = wanted.maxSize() == null ? Math.max(most, floor) : max;
            Integer asked = diff.has("desiredCapacity") ? wanted.desiredCapacity() : null;
            int size = asked == null ? target : asked;
            return new Capacity(floor, Math.clamp(size, floor, Math.max(floor, ceiling)), ceiling);
        }

        ObjectNode written() {
            return JSON.objectNode()
                    .put("minimum", least)
                    .put("target", target)
                    .put("maximum", most);
        }
    }

    private void common(ObjectNode group, Tags tags) {
        put("market", () -> group.set("strategy", strategy()));
        put("schedule", () -> group.set("scheduling", scheduling()));
        put("instanceTypes", () -> compute(group).set("instanceTypes", instanceTypes()));
        put("subnets", () -> compute(group).set("subnetIds", ids(wanted.subnets())));
        put("imageId", () -> launch(group).put("imageId", wanted.imageId()));
        put("securityGroups", () -> groups(launch(group)));
        put("userData", () -> launch(group).put("userData", encoded(wanted.userData())));
        put("blockDevices", () -> launch(group).set("blockDeviceMappings", disks()));
        put(
                "detailedMonitoring",
                () -> launch(group).put("monitoring", wanted.detailedMonitoring()));
        put(
                "healthCheckType",
                () -> launch(group).put("healthCheckType", wanted.healthCheckType()));
        put(
                "healthCheckGraceSeconds",
                () ->
                        launch(group)
                                .put("healthCheckGracePeriod", wanted.healthCheckGraceSeconds()));
        if (managed.test("targetGroups") || managed.test("classicLoadBalancers")) {
            launch(group).set("loadBalancersConfig", balancers());
        }
        if (managed.test("instanceProfile") || managed.test("instanceProfileName")) {
            profile(launch(group));
        }
        String keyName = wanted.keyName();
        put("keyName", () -> keyName != null, () -> launch(group).put("keyPair", keyName));
        put(
                "publicAddress",
                () -> wanted.publicAddress() != null,
                () -> launch(group).set("networkInterfaces", network()));
        put("tags", () -> launch(group).set("tags", written(tags)));
    }

    private void put(String component, Runnable write) {
        put(component, () -> true, write);
    }

    private void put(String component, BooleanSupplier given, Runnable write) {
        if (managed.test(component) && given.getAsBoolean()) {
            write.run();
        }
    }

    private static ObjectNode compute(ObjectNode group) {
        return group.withObject("/compute");
    }

    private static ObjectNode launch(ObjectNode group) {
        return group.withObject("/compute/launchSpecification");
    }

    private ObjectNode strategy() {
        Market market = wanted.market();
        return JSON.objectNode()
                .put("risk", market.spotPercentage())
                .put("onDemandCount", market.onDemandCount())
                .put("availabilityVsCost", market.orientation())
                .put("fallbackToOd", market.fallsBack())
                .put("utilizeReservedInstances", market.usesReserved());
    }

    private JsonNode scheduling() {
        if (wanted.schedule().isEmpty()) {
            return JSON.nullNode();
        }
        ObjectNode scheduling = JSON.objectNode();
        ArrayNode tasks = scheduling.putArray("tasks");
        wanted.schedule().stream()
                .sorted(Comparator.comparing(Task::recurrence).thenComparing(Task::inWords))
                .forEach(each -> tasks.add(written(each)));
        return scheduling;
    }

    private static ObjectNode written(Task task) {
        ObjectNode written =
                JSON.objectNode()
                        .put("taskType", ElastigroupReading.SCALE)
                        .put("isEnabled", true)
                        .put("cronExpression", task.recurrence());
        size(written, "scaleMinCapacity", task.minSize());
        size(written, "scaleTargetCapacity", task.desiredCapacity());
        size(written, "scaleMaxCapacity", task.maxSize());
        return written;
    }

    private static void size(ObjectNode task, String member, @Nullable Integer size) {
        if (size != null) {
            task.put(member, size);
        }
    }

    private ObjectNode instanceTypes() {
        ObjectNode types = JSON.objectNode().put("ondemand", wanted.instanceTypes().getFirst());
        ArrayNode spot = types.putArray("spot");
        wanted.instanceTypes().forEach(spot::add);
        return types;
    }

    private ArrayNode ids(Set<? extends Ref<?>> refs) {
        ArrayNode array = JSON.arrayNode();
        refs.stream().map(ids::of).sorted().forEach(array::add);
        return array;
    }

    private void groups(ObjectNode launch) {
        launch.set("securityGroupIds", ids(wanted.securityGroups()));
    }

    private void profile(ObjectNode launch) {
        String name =
                wanted.instanceProfile() == null
                        ? wanted.instanceProfileName()
                        : ids.of(wanted.instanceProfile());
        if (name != null) {
            launch.putObject("iamRole").put("name", name);
        }
    }

    /** Nothing at all is null: Spotinst takes no empty lists. */
    private JsonNode balancers() {
        ArrayNode all = JSON.arrayNode();
        wanted.classicLoadBalancers().stream()
                .map(ids::of)
                .sorted()
                .forEach(name -> all.addObject().put("name", name).put("type", "CLASSIC"));
        wanted.targetGroups().stream()
                .map(ids::of)
                .sorted()
                .forEach(arn -> all.addObject().put("arn", arn).put("type", "TARGET_GROUP"));
        return all.isEmpty() ? JSON.nullNode() : JSON.objectNode().set("loadBalancers", all);
    }

    private ArrayNode network() {
        ArrayNode interfaces = JSON.arrayNode();
        interfaces
                .addObject()
                .put("deviceIndex", 0)
                .put("associatePublicIpAddress", wanted.publicAddress())
                .put("deleteOnTermination", true);
        return interfaces;
    }

    private JsonNode disks() {
        List<BlockDevice> devices = wanted.blockDevices();
        if (devices.isEmpty()) {
            return JSON.nullNode();
        }
        ArrayNode disks = JSON.arrayNode();
        devices.forEach(each -> disks.add(written(each)));
        return disks;
    }

    private static ObjectNode written(BlockDevice device) {
        ObjectNode mapping = JSON.objectNode().put("deviceName", device.device());
        switch (device) {
            case InstanceStore store -> mapping.put("virtualName", store.virtualName());
            case Volume volume -> {
                ObjectNode ebs =
                        mapping.putObject("ebs")
                                .put("deleteOnTermination", true)
                                .put("volumeSize", volume.sizeGiB())
                                .put("volumeType", volume.volumeType());
                if (volume.iops() != null) {
                    ebs.put("iops", volume.iops());
                }
                if (volume.snapshotId() != null) {
                    ebs.put("snapshotId", volume.snapshotId());
                }
            }
        }
        return mapping;
    }

    /** The tags, and the one that remembers the size asked for, unless times set it. */
    private ArrayNode written(Tags tags) {
        Integer desired = wanted.desiredCapacity();
        boolean scheduled = wanted.tags().values().containsKey(AutoScalingGroup.DESIRED_CAPACITY);
        Tags all =
                desired == null || scheduled
                        ? tags
                        : tags.and(AutoScalingGroup.DESIRED_CAPACITY, String.valueOf(desired));
        ArrayNode written = JSON.arrayNode();
        all.values()
                .forEach((key, value) ->
                        written.addObject().put("tagKey", key).put("tagValue", value));
        return written;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
