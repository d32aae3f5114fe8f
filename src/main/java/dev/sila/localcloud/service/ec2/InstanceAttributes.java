package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResetInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

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
                    "Groups",
                    "EbsOptimized",
                    "EnaSupport",
                    "BlockDeviceMappings");
    private static final Set<String> WHEN_STOPPED =
            Set.of("UserData", "InstanceType", "EbsOptimized", "EnaSupport");

    private final Store store;
    private final InstanceStates states;
    private final NetworkInterfaces interfaces;
    private final InstanceTypes types;
    private final Attachments attachments;

    InstanceAttributes(
            Store store,
            InstanceStates states,
            NetworkInterfaces interfaces,
            InstanceTypes types,
            Attachments attachments) {
        this.attachments = attachments;
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
            case "kernel" -> answer.kernelId(text(""));
            case "ramdisk" -> answer.ramdiskId(text(""));
            case "productCodes" -> answer.productCodes(List.of());
            case "enclaveOptions" -> answer.enclaveOptions(instance.enclaveOptions());
            case "blockDeviceMapping" -> answer.blockDeviceMappings(instance.blockDeviceMappings());
            case "disableApiTermination" ->
                    answer.disableApiTermination(flag(settings.disableApiTermination()));
            case "disableApiStop" -> answer.disableApiStop(flag(settings.disableApiStop()));
            case "instanceInitiatedShutdownBehavior" ->
                    answer.instanceInitiatedShutdownBehavior(text(settings.shutdownBehavior()));
            case "sourceDestCheck" -> answer.sourceDestCheck(flag(checksSources(id)));
            case "groupSet" -> answer.groups(groups(id));
            default ->
                    throw Refusals.invalid(
                            "attribute",
                            request.attributeAsString(),
                            "The local cloud has no such attribute.");
        }
        Refusals.endDryRun(request.dryRun());
        return answer.build();
    }

    private boolean checksSources(String id) {
        return interfaces.of(id).allMatch(NetworkInterface::sourceDestCheck);
    }

    private List<GroupIdentifier> groups(String id) {
        return interfaces.of(id).limit(1).flatMap(card -> card.groups().stream()).toList();
    }

    private static AttributeValue text(String value) {
        AttributeValue.Builder text = AttributeValue.builder();
        return value.isEmpty() ? text.build() : text.value(value).build();
    }

    private static AttributeBooleanValue flag(Boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    /** Changes exactly one attribute; some only of a stopped instance. */
    public ModifyInstanceAttributeResponse modifyInstanceAttribute(
            ModifyInstanceAttributeRequest named) {
        Instance instance = store.instances().get(named.instanceId());
        ModifyInstanceAttributeRequest request = AttributeByName.resolved(named);
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
        String attribute = given.getFirst();
        if (!ATTRIBUTES.contains(attribute)) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The local cloud does not support the parameter %s of ModifyInstanceAttribute."
                            .formatted(attribute));
        }
        if (WHEN_STOPPED.contains(attribute)) {
            requireStopped(instance, attribute);
        }
        checkValue(request, instance, attribute);
        Refusals.endDryRun(request.dryRun());
        apply(request, id, attribute);
        return ModifyInstanceAttributeResponse.builder().build();
    }

    private void checkValue(
            ModifyInstanceAttributeRequest request, Instance instance, String attribute) {
        String id = instance.instanceId();
        switch (attribute) {
            case "Groups" -> {
                requireOneCard(id);
                interfaces.of(id).forEach(card -> check(card, request.groups()));
            }
            case "SourceDestCheck" -> {
                requireOneCard(id);
                required(request.sourceDestCheck());
            }
            case "InstanceType" -> checkType(request.instanceType().value(), instance);
            case "InstanceInitiatedShutdownBehavior" -> {
                String value = request.instanceInitiatedShutdownBehavior().value();
                if (!Set.of("stop", "terminate").contains(String.valueOf(value))) {
                    throw Refusals.invalid(attribute, value, "Expecting stop or terminate.");
                }
            }
            case "UserData" -> {
                if (request.userData().value() == null) {
                    throw Refusals.missing("UserData.Value");
                }
                UserData.check(base64(request));
            }
            case "BlockDeviceMappings" ->
                    request.blockDeviceMappings().forEach(each -> attachment(id, each));
            case "DisableApiTermination" -> required(request.disableApiTermination());
            case "DisableApiStop" -> required(request.disableApiStop());
            case "EbsOptimized" -> required(request.ebsOptimized());
            default -> required(request.enaSupport());
        }
    }

    private void requireOneCard(String id) {
        if (interfaces.of(id).count() > 1) {
            throw Refusals.combination(
                    "There are multiple interfaces attached to instance '%s'. Please specify an interface ID for the operation instead."
                            .formatted(id));
        }
    }

    private void checkType(@Nullable String name, Instance instance) {
        InstanceTypeInfo type = types.named(Refusals.required(name, "InstanceType.Value"));
        String has = type.processorInfo().supportedArchitecturesAsStrings().getFirst();
        if (!has.equals(instance.architectureAsString())) {
            throw Refusals.invalid(
                    "The architecture '%s' of the specified instance type does not match the architecture '%s' of the instance."
                            .formatted(has, instance.architectureAsString()));
        }
    }

    private static boolean required(AttributeBooleanValue value) {
        if (value.value() == null) {
            throw Refusals.missing("Value");
        }
        return value.value();
    }

    private static String base64(ModifyInstanceAttributeRequest request) {
        return Base64.getEncoder().encodeToString(request.userData().value().asByteArray());
    }

    private VolumeAttachment attachment(String id, InstanceBlockDeviceMappingSpecification asked) {
        String device = Refusals.required(asked.deviceName(), "DeviceName");
        if (asked.ebs() == null || asked.ebs().deleteOnTermination() == null) {
            throw Refusals.missing("Ebs.DeleteOnTermination");
        }
        return store.instances().get(id).blockDeviceMappings().stream()
                .filter(each -> each.deviceName().equals(device))
                .findFirst()
                .flatMap(each -> attachments.find(each.ebs().volumeId(), id))
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidInstanceAttributeValue",
                                "No device is currently mapped at %s".formatted(device)));
    }

    private void check(NetworkInterface card, List<String> groups) {
        interfaces.checkedGroups(store.subnets().get(card.subnetId()), groups);
    }

    private static void requireStopped(Instance instance, String attribute) {
        if (instance.state().name() != InstanceStateName.STOPPED) {
            String name = Character.toLowerCase(attribute.charAt(0)) + attribute.substring(1);
            throw new AwsFailure(
                    "IncorrectInstanceState",
                    "The instance '%s' is not in the 'stopped' state; %s cannot be modified."
                            .formatted(instance.instanceId(), name));
        }
    }

    private void apply(ModifyInstanceAttributeRequest request, String id, String given) {
        switch (given) {
            case "UserData" -> states.change(id, row -> row.withUserData(base64(request)));
            case "InstanceType" -> changeType(id, request.instanceType().value());
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
                states.change(id, row -> row.withShutdownBehavior(value));
            }
            case "EbsOptimized" -> {
                boolean value = request.ebsOptimized().value();
                store.instances().change(id, row -> row.toBuilder().ebsOptimized(value).build());
            }
            case "EnaSupport" -> {
                boolean value = request.enaSupport().value();
                store.instances().change(id, row -> row.toBuilder().enaSupport(value).build());
            }
            case "BlockDeviceMappings" ->
                    request.blockDeviceMappings()
                            .forEach(each ->
                                    attachments.deleteOnTermination(
                                            attachment(id, each),
                                            each.ebs().deleteOnTermination()));
            default ->
                    interfaces
                            .of(id)
                            .forEach(card ->
                                    interfaces.regroup(
                                            card.networkInterfaceId(), request.groups()));
        }
    }

    private void changeType(String id, String name) {
        InstanceTypeInfo type = types.named(name);
        boolean burstable = Boolean.TRUE.equals(type.burstablePerformanceSupported());
        String credits = burstable ? (name.startsWith("t2.") ? "standard" : "unlimited") : "";
        states.change(id, row -> row.withCredits(credits));
        store.instances()
                .change(
                        id,
                        row ->
                                row.toBuilder()
                                        .instanceType(name)
                                        .cpuOptions(InstanceMaker.cpus(type.vCpuInfo()))
                                        .build());
    }

    /** Sets an attribute back: checking of sources and destinations, which is on again. */
    public ResetInstanceAttributeResponse resetInstanceAttribute(
            ResetInstanceAttributeRequest request) {
        Instance instance = store.instances().get(request.instanceId());
        String attribute = Refusals.required(request.attributeAsString(), "Attribute");
        switch (attribute) {
            case "sourceDestCheck" -> {
                Refusals.endDryRun(request.dryRun());
                checkSources(instance.instanceId(), true);
            }
            case "kernel", "ramdisk" -> {
                requireStopped(instance, attribute);
                Refusals.endDryRun(request.dryRun());
            }
            default ->
                    throw Refusals.invalid(
                            "attribute",
                            attribute,
                            "Expecting kernel, ramdisk or sourceDestCheck.");
        }
        return ResetInstanceAttributeResponse.builder().build();
    }

    private void checkSources(String id, Boolean value) {
        for (NetworkInterface card : interfaces.of(id).toList()) {
            store.interfaces().put(card.toBuilder().sourceDestCheck(value).build());
        }
    }
}
