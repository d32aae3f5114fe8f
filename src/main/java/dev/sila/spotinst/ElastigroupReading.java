package dev.sila.spotinst;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.aws.AwsTags;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.InstanceProfile;
import dev.sila.aws.kind.LaunchTemplate.BlockDevice;
import dev.sila.aws.kind.LaunchTemplate.InstanceStore;
import dev.sila.aws.kind.LaunchTemplate.Volume;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.Vpc;
import dev.sila.engine.Attr;
import dev.sila.engine.Found;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import dev.sila.spotinst.Elastigroup.Market;
import dev.sila.spotinst.Elastigroup.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What Spotinst tells of a group, in the terms of the spec. */
final class ElastigroupReading {
    /** The sort of task that sets sizes; others are somebody else's and stay. */
    static final String SCALE = "scale";

    /** How many instances the group wants now, whoever asked for them. */
    private static final Attr TARGET = new Attr("target");

    /** The tasks that are not ours, as Spotinst tells them. */
    private static final Attr TASKS = new Attr("tasks");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode group;
    private final JsonNode launch;
    private final World world;

    private ElastigroupReading(JsonNode group, World world) {
        this.group = group;
        this.launch = group.path("compute").path("launchSpecification");
        this.world = world;
    }

    /** The tags of a group, which its instances get. */
    static Tags tags(JsonNode group) {
        Map<String, String> tags = new TreeMap<>();
        each(group.path("compute").path("launchSpecification").path("tags"))
                .forEach(tag -> tags.put(text(tag, "tagKey"), text(tag, "tagValue")));
        return new Tags(tags);
    }

    /** The region that a group is in: as it says, or as its zones do. */
    static boolean in(String region, JsonNode group) {
        String said = text(group, "region");
        return said.isEmpty()
                ? each(group.path("compute").path("availabilityZones"))
                        .anyMatch(zone -> text(zone, "name").startsWith(region))
                : said.equals(region);
    }

    /** The group as it was found. */
    static Found<Elastigroup> found(JsonNode group, String account, String vpcId, World world) {
        Tags tags = tags(group);
        Map<Attr, String> attrs = new HashMap<>(AwsTags.attrs(tags));
        attrs.put(TARGET, String.valueOf(group.path("capacity").path("target").asInt()));
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        each(group.path("scheduling").path("tasks"))
                .filter(task -> !text(task, "taskType").equals(SCALE))
                .forEach(others::add);
        if (!others.isEmpty()) {
            attrs.put(TASKS, others.toString());
        }
        Elastigroup state =
                new ElastigroupReading(group, world)
                        .state(account, world.ref(Vpc.class, vpcId), tags);
        return new Found<>(text(group, "id"), state, attrs);
    }

    /** How many instances a group wants now. */
    static int target(Found<Elastigroup> found) {
        return Integer.parseInt(found.attrs().getOrDefault(TARGET, "0"));
    }

    /** A group's tasks that do not set sizes. */
    static JsonNode otherTasks(Found<Elastigroup> found) {
        try {
            return JSON.readTree(found.attrs().getOrDefault(TASKS, "[]"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON is none", e);
        }
    }

    private Elastigroup state(String account, Ref<Vpc> vpc, Tags tags) {
        String profile = text(launch.path("iamRole"), "name");
        boolean ours =
                !profile.isEmpty()
                        && world.found(InstanceProfile.class).stream()
                                .anyMatch(each -> each.id().equals(profile));
        JsonNode capacity = group.path("capacity");
        return new Elastigroup(
                text(group, "name"),
                vpc,
                account,
                instanceTypes(),
                market(),
                number(capacity, "minimum"),
                number(capacity, "maximum"),
                desired(tags),
                schedule(),
                refs(Subnet.class, texts(group.path("compute").path("subnetIds"))),
                image(),
                ours ? new Ref<>(InstanceProfile.class, profile) : null,
                ours || profile.isEmpty() ? null : profile,
                text(launch, "keyPair").isEmpty() ? null : text(launch, "keyPair"),
                refs(SecurityGroup.class, texts(launch.path("securityGroupIds"))),
                publicAddress(),
                decoded(text(launch, "userData")),
                each(launch.path("blockDeviceMappings")).map(ElastigroupReading::disk).toList(),
                launch.path("monitoring").asBoolean(),
                refs(TargetGroup.class, balancers("TARGET_GROUP", "arn")),
                refs(ClassicLoadBalancer.class, balancers("CLASSIC", "name")),
                text(launch, "healthCheckType"),
                launch.path("healthCheckGracePeriod").asInt(),
                tags);
    }

    /** One on demand that is not the first of spot shows itself before them. */
    private List<String> instanceTypes() {
        JsonNode types = group.path("compute").path("instanceTypes");
        List<String> all = new ArrayList<>(texts(types.path("spot")).toList());
        String onDemand = text(types, "ondemand");
        if (all.isEmpty() || !all.getFirst().equals(onDemand)) {
            all.addFirst(onDemand + " on demand");
        }
        return List.copyOf(all);
    }

    /** Spotinst may tell one image as a list of one. */
    private String image() {
        String image = text(launch, "imageId");
        return image.isEmpty() ? text(launch.path("images").path(0), "id") : image;
    }

    private Market market() {
        JsonNode strategy = group.path("strategy");
        Integer onDemand = number(strategy, "onDemandCount");
        return new Market(
                onDemand == null ? number(strategy, "risk") : null,
                onDemand,
                text(strategy, "availabilityVsCost"),
                strategy.path("fallbackToOd").asBoolean(),
                strategy.path("utilizeReservedInstances").asBoolean());
    }

    private static @Nullable Integer desired(Tags tags) {
        String text = tags.values().get(AutoScalingGroup.DESIRED_CAPACITY);
        return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    private Set<Task> schedule() {
        return each(group.path("scheduling").path("tasks"))
                .filter(task -> text(task, "taskType").equals(SCALE))
                .map(ElastigroupReading::task)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Task task(JsonNode task) {
        boolean enabled = task.path("isEnabled").asBoolean(true);
        return new Task(
                text(task, "cronExpression") + (enabled ? "" : " (disabled)"),
                number(task, "scaleMinCapacity"),
                number(task, "scaleMaxCapacity"),
                number(task, "scaleTargetCapacity"));
    }

    private @Nullable Boolean publicAddress() {
        return each(launch.path("networkInterfaces"))
                .filter(each -> each.hasNonNull("associatePublicIpAddress"))
                .map(each -> each.path("associatePublicIpAddress").asBoolean())
                .findFirst()
                .orElse(null);
    }

    private Stream<String> balancers(String type, String member) {
        return each(launch.path("loadBalancersConfig").path("loadBalancers"))
                .filter(each -> text(each, "type").equals(type))
                .map(each -> text(each, member));
    }

    private static BlockDevice disk(JsonNode mapping) {
        JsonNode ebs = mapping.path("ebs");
        String device = text(mapping, "deviceName");
        if (!ebs.isObject()) {
            return new InstanceStore(device, text(mapping, "virtualName"));
        }
        String snapshot = text(ebs, "snapshotId");
        return new Volume(
                device,
                ebs.path("volumeSize").asInt(),
                text(ebs, "volumeType"),
                number(ebs, "iops"),
                snapshot.isEmpty() ? null : snapshot);
    }

    private <S extends Spec> Set<Ref<S>> refs(Class<S> type, Stream<String> ids) {
        Set<Ref<S>> refs = new HashSet<>();
        ids.forEach(id -> refs.add(world.ref(type, id)));
        return Set.copyOf(refs);
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<String> texts(JsonNode array) {
        return each(array).map(JsonNode::asText);
    }

    private static String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isTextual() ? value.asText() : "";
    }

    private static @Nullable Integer number(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isNumber() ? Integer.valueOf(value.asInt()) : null;
    }

    private static String decoded(String text) {
        return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
