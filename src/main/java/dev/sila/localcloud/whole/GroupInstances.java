package dev.sila.localcloud.whole;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.autoscaling.Instances;
import dev.sila.localcloud.service.ec2.Ec2;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotMarketOptions;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** What Auto Scaling does with EC2: the calls that it makes on AWS in its user's name. */
final class GroupInstances implements Instances {
    private static final String RESERVED = "aws:";

    private final Ec2 ec2;

    GroupInstances(Ec2 ec2) {
        this.ec2 = ec2;
    }

    private static LaunchTemplateSpecification specification(
            @Nullable String id, @Nullable String name, String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(id)
                .launchTemplateName(name)
                .version(version)
                .build();
    }

    @Override
    public Template template(@Nullable String id, @Nullable String name, String version) {
        LaunchTemplateVersion found =
                ec2.launchTemplateVersions().find(specification(id, name, version));
        return new Template(found.launchTemplateId(), found.launchTemplateName());
    }

    @Override
    public String version(String templateId, String version) {
        return String.valueOf(
                ec2.launchTemplateVersions()
                        .find(specification(templateId, null, version))
                        .versionNumber());
    }

    @Override
    public String image(LaunchOrder order) {
        return base(order).imageId();
    }

    @Override
    public void check(LaunchOrder order) {
        try {
            ec2.instances().runInstances(request(order).toBuilder().dryRun(true).build());
        } catch (AwsFailure outcome) {
            if (!outcome.code().equals("DryRunOperation")) {
                throw outcome;
            }
        }
    }

    @Override
    public String launch(LaunchOrder order) {
        String id =
                ec2.instances().runInstances(request(order)).instances().getFirst().instanceId();
        Map<String, String> reserved = new TreeMap<>(order.tags());
        reserved.keySet().removeIf(each -> !each.startsWith(RESERVED));
        ec2.tagging().setReserved(id, reserved);
        return id;
    }

    private RunInstancesRequest base(LaunchOrder order) {
        return order.source().configuration() == null
                ? ec2.launchTemplateVersions()
                        .resolve(
                                specification(
                                        order.source().templateId(),
                                        null,
                                        Objects.requireNonNull(order.source().version())))
                : GroupConfigurations.request(order.source().configuration());
    }

    private RunInstancesRequest request(LaunchOrder order) {
        RunInstancesRequest base = base(order);
        RunInstancesRequest.Builder request =
                base.toBuilder()
                        .launchTemplate((LaunchTemplateSpecification) null)
                        .minCount(1)
                        .maxCount(1)
                        .tagSpecifications(tags(base.tagSpecifications(), order.tags()));
        if (order.instanceType() != null) {
            request.instanceType(order.instanceType());
        }
        if (order.spot()) {
            request.instanceMarketOptions(spot(order.maxPrice()));
        }
        List<InstanceNetworkInterfaceSpecification> interfaces = base.networkInterfaces();
        if (interfaces.isEmpty()) {
            request.subnetId(order.subnetId());
        } else {
            request.networkInterfaces(
                    interfaces.stream()
                            .map(each -> each.toBuilder().subnetId(order.subnetId()).build())
                            .toList());
        }
        return request.build();
    }

    private static InstanceMarketOptionsRequest spot(@Nullable String maxPrice) {
        SpotMarketOptions.Builder options =
                SpotMarketOptions.builder().spotInstanceType("one-time");
        if (maxPrice != null) {
            options.maxPrice(maxPrice);
        }
        return InstanceMarketOptionsRequest.builder()
                .marketType("spot")
                .spotOptions(options.build())
                .build();
    }

    /** The template's tags, and for the instance the group's, which win. */
    private static List<TagSpecification> tags(
            List<TagSpecification> ofTemplate, Map<String, String> ofGroup) {
        Map<ResourceType, Map<String, String>> tags = new LinkedHashMap<>();
        for (TagSpecification each : ofTemplate) {
            Map<String, String> present =
                    tags.computeIfAbsent(each.resourceType(), missing -> new TreeMap<>());
            each.tags().forEach(tag -> present.put(tag.key(), tag.value()));
        }
        Map<String, String> instance =
                tags.computeIfAbsent(ResourceType.INSTANCE, missing -> new TreeMap<>());
        ofGroup.forEach((key, value) -> {
            if (!key.startsWith(RESERVED)) {
                instance.put(key, value);
            }
        });
        return tags.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> specification(each.getKey(), each.getValue()))
                .toList();
    }

    private static TagSpecification specification(ResourceType type, Map<String, String> tags) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(
                        tags.entrySet().stream()
                                .map(each ->
                                        Tag.builder()
                                                .key(each.getKey())
                                                .value(each.getValue())
                                                .build())
                                .toList())
                .build();
    }

    /**
     * Termination protection does not hinder Auto Scaling. Source: EC2 Auto Scaling user guide,
     * "Use instance scale-in protection".
     */
    @Override
    public void terminate(String instanceId) {
        ec2.instanceAttributes()
                .modifyInstanceAttribute(
                        ModifyInstanceAttributeRequest.builder()
                                .instanceId(instanceId)
                                .disableApiTermination(each -> each.value(false))
                                .build());
        ec2.instanceControl()
                .terminateInstances(
                        TerminateInstancesRequest.builder().instanceIds(instanceId).build());
    }

    @Override
    public Optional<InstanceFacts> find(String instanceId) {
        return ec2.instances().find(instanceId).map(GroupInstances::facts);
    }

    private static InstanceFacts facts(Instance instance) {
        return new InstanceFacts(
                instance.instanceId(),
                instance.state().nameAsString(),
                instance.placement().availabilityZone(),
                instance.instanceTypeAsString(),
                instance.imageId(),
                "spot".equals(instance.instanceLifecycleAsString()));
    }

    @Override
    public void tag(String instanceId, Map<String, String> tags) {
        ec2.tagging().setReserved(instanceId, tags);
    }

    @Override
    public void untag(String instanceId, String key) {
        ec2.tagging().removeReserved(instanceId, key);
    }

    @Override
    public Optional<String> vpcOf(String subnetId) {
        return ec2.subnets().find(subnetId).map(Subnet::vpcId);
    }

    @Override
    public Optional<String> zoneOf(String subnetId) {
        return ec2.subnets().find(subnetId).map(Subnet::availabilityZone);
    }

    @Override
    public Optional<String> defaultSubnet(String zone) {
        DescribeSubnetsRequest request =
                DescribeSubnetsRequest.builder()
                        .filters(
                                Filter.builder().name("default-for-az").values("true").build(),
                                Filter.builder().name("availability-zone").values(zone).build())
                        .build();
        return ec2.subnets().describeSubnets(request).subnets().stream()
                .findFirst()
                .map(Subnet::subnetId);
    }
}
