package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Single attributes of instances. */
public final class InstanceAttributes {
    private static final List<String> ATTRIBUTES =
            List.of(
                    "UserData",
                    "InstanceType",
                    "SourceDestCheck",
                    "DisableApiTermination",
                    "DisableApiStop",
                    "InstanceInitiatedShutdownBehavior",
                    "Groups");

    private final Store store;
    private final InstanceStates states;
    private final NetworkInterfaces interfaces;
    private final InstanceTypes types;

    InstanceAttributes(
            Store store, InstanceStates states, NetworkInterfaces interfaces, InstanceTypes types) {
        this.store = store;
        this.states = states;
        this.interfaces = interfaces;
        this.types = types;
    }

    public DescribeInstanceAttributeResponse describeInstanceAttribute(
            DescribeInstanceAttributeRequest request) {
        Instance instance = store.instances().get(request.instanceId());
        String id = instance.instanceId();
        InstanceSettings settings = states.settings(id);
        DescribeInstanceAttributeResponse.Builder answer =
                DescribeInstanceAttributeResponse.builder().instanceId(id);
        switch (Refusals.required(request.attributeAsString(), "attribute")) {
            case "userData" -> answer.userData(text(settings.userData()));
            case "instanceType" -> answer.instanceType(text(instance.instanceTypeAsString()));
            case "rootDeviceName" -> answer.rootDeviceName(text(instance.rootDeviceName()));
            case "ebsOptimized" -> answer.ebsOptimized(flag(instance.ebsOptimized()));
            case "enaSupport" -> answer.enaSupport(flag(instance.enaSupport()));
            case "blockDeviceMapping" -> answer.blockDeviceMappings(instance.blockDeviceMappings());
            case "disableApiTermination" ->
                    answer.disableApiTermination(flag(settings.disableApiTermination()));
            case "disableApiStop" -> answer.disableApiStop(flag(settings.disableApiStop()));
            case "instanceInitiatedShutdownBehavior" ->
                    answer.instanceInitiatedShutdownBehavior(text(settings.shutdownBehavior()));
            case "sourceDestCheck" ->
                    answer.sourceDestCheck(
                            flag(interfaces.of(id).anyMatch(NetworkInterface::sourceDestCheck)));
            case "groupSet" ->
                    answer.groups(interfaces.of(id).flatMap(x -> x.groups().stream()).toList());
            default ->
                    throw Refusals.invalid(
                            "attribute",
                            request.attributeAsString(),
                            "The local cloud has no such attribute.");
        }
        Refusals.endDryRun(request.dryRun());
        return answer.build();
    }

    private static AttributeValue text(String value) {
        AttributeValue.Builder text = AttributeValue.builder();
        return value.isEmpty() ? text.build() : text.value(value).build();
    }

    private static AttributeBooleanValue flag(Boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    /** Changes exactly one attribute; the type and the user data only of a stopped instance. */
    public ModifyInstanceAttributeResponse modifyInstanceAttribute(
            ModifyInstanceAttributeRequest request) {
        Instance instance = store.instances().get(request.instanceId());
        String id = instance.instanceId();
        Set<String> other = Set.of("InstanceId", "DryRun");
        List<String> given =
                Reshape.members(request).stream().filter(name -> !other.contains(name)).toList();
        if (given.isEmpty()) {
            throw Refusals.missing("attribute");
        }
        if (given.size() > 1) {
            throw Refusals.combination("Fields for multiple attribute types specified");
        }
        if (!ATTRIBUTES.containsAll(given)) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The local cloud does not support the parameter %s of ModifyInstanceAttribute."
                            .formatted(given.getFirst()));
        }
        if (given.getFirst().equals("Groups")) {
            List<NetworkInterface> cards = interfaces.of(id).toList();
            cards.forEach(card -> check(card, request.groups()));
        }
        if (Set.of("UserData", "InstanceType").contains(given.getFirst())) {
            requireStopped(instance, given.getFirst());
        }
        Refusals.endDryRun(request.dryRun());
        apply(request, instance, given.getFirst());
        return ModifyInstanceAttributeResponse.builder().build();
    }

    private void check(NetworkInterface card, List<String> groups) {
        interfaces.checkedGroups(store.subnets().get(card.subnetId()), groups);
    }

    private static void requireStopped(Instance instance, String attribute) {
        if (instance.state().name() != InstanceStateName.STOPPED) {
            String name = attribute.equals("UserData") ? "userData" : "instanceType";
            throw new AwsFailure(
                    "IncorrectInstanceState",
                    "The instance '%s' is not in the 'stopped' state; %s cannot be modified."
                            .formatted(instance.instanceId(), name));
        }
    }

    private void apply(ModifyInstanceAttributeRequest request, Instance instance, String given) {
        String id = instance.instanceId();
        switch (given) {
            case "UserData" -> {
                byte[] bytes = request.userData().value().asByteArray();
                String base64 = Base64.getEncoder().encodeToString(bytes);
                UserData.check(base64);
                states.change(id, row -> row.withUserData(base64));
            }
            case "InstanceType" -> {
                String type = types.named(request.instanceType().value()).instanceTypeAsString();
                store.instances().put(instance.toBuilder().instanceType(type).build());
            }
            case "SourceDestCheck" -> checkSources(id, request.sourceDestCheck().value());
            case "DisableApiTermination" -> {
                boolean value = request.disableApiTermination().value();
                states.change(id, row -> row.withDisableApiTermination(value));
            }
            case "DisableApiStop" -> {
                boolean value = request.disableApiStop().value();
                states.change(id, row -> row.withDisableApiStop(value));
            }
            case "InstanceInitiatedShutdownBehavior" -> {
                String value = request.instanceInitiatedShutdownBehavior().value();
                if (!Set.of("stop", "terminate").contains(value)) {
                    throw Refusals.invalid(given, value, "Expecting stop or terminate.");
                }
                states.change(id, row -> row.withShutdownBehavior(value));
            }
            default ->
                    interfaces
                            .of(id)
                            .forEach(card ->
                                    interfaces.regroup(
                                            card.networkInterfaceId(), request.groups()));
        }
    }

    private void checkSources(String id, Boolean value) {
        for (NetworkInterface card : interfaces.of(id).toList()) {
            store.interfaces().put(card.toBuilder().sourceDestCheck(value).build());
        }
    }
}
