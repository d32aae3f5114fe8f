package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.ScalingStage.GROUP;
import static dev.sila.localcloud.ScalingStage.template;
import static dev.sila.localcloud.refusal.ScalingRule.NOWHERE;
import static dev.sila.localcloud.refusal.ScalingRule.VALIDATION;
import static dev.sila.localcloud.refusal.ScalingRule.creation;
import static dev.sila.localcloud.refusal.ScalingRule.mixed;
import static dev.sila.localcloud.refusal.ScalingRule.rule;
import static dev.sila.localcloud.refusal.ScalingRule.withGroup;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** What Auto Scaling refuses of groups. */
final class ScalingGroupRefusals implements Corpus {
    private static final String CREATE = "CreateAutoScalingGroup";
    private static final String UPDATE = "UpdateAutoScalingGroup";
    private static final String DELETE = "DeleteAutoScalingGroup";

    @Override
    public String service() {
        return "Auto Scaling";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        refusals.addAll(sizes());
        refusals.addAll(places());
        refusals.addAll(settings());
        refusals.addAll(launches());
        refusals.addAll(moreLaunches());
        refusals.addAll(otherLaunches());
        refusals.addAll(mixedPolicies());
        refusals.addAll(moreMixedPolicies());
        refusals.addAll(changes());
        refusals.addAll(moreChanges());
        refusals.addAll(deletions());
        refusals.addAll(tags());
        return refusals;
    }

    private static List<Refusal> sizes() {
        return List.of(
                creation("The maximum is not below the minimum", each -> each.minSize(3)),
                creation(
                        "The desired capacity is not above the maximum",
                        each -> each.desiredCapacity(9)),
                creation(
                        "The desired capacity is not below the minimum",
                        each -> each.desiredCapacity(0)),
                creation("The minimum is not negative", each -> each.minSize(-1)),
                creation("A group has a minimum", each -> each.minSize(null)),
                creation("A group has a maximum", each -> each.maxSize(null)),
                creation("A group has a name", each -> each.autoScalingGroupName(null)),
                creation("A group's name has no colon", each -> each.autoScalingGroupName("a:b")),
                creation(
                        "A group's name has at most 255 characters",
                        each -> each.autoScalingGroupName("x".repeat(256))),
                withGroup(
                        "A group's name is unique",
                        CREATE,
                        "AlreadyExists",
                        stage -> stage.create(stage.web(1, 1, 2))));
    }

    private static List<Refusal> places() {
        return List.of(
                creation(
                        "A subnet of a group exists",
                        each -> each.vpcZoneIdentifier("subnet-0123456789abcdef0")),
                creation("A group has a subnet or a zone", each -> each.vpcZoneIdentifier(null)),
                creation(
                        "A zone of a group is one of the region's",
                        each -> each.availabilityZones("us-east-1x")),
                creation(
                        "Zones and subnets of a group match",
                        each -> each.availabilityZones("us-east-1c")),
                creation(
                        "A target group of a group exists",
                        each ->
                                each.targetGroupARNs(
                                        "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/none/0123456789abcdef")),
                creation(
                        "A classic balancer of a group exists",
                        each -> each.loadBalancerNames("none")));
    }

    private static List<Refusal> settings() {
        return List.of(
                creation("The cooldown is not negative", each -> each.defaultCooldown(-1)),
                creation(
                        "The grace period is not negative",
                        each -> each.healthCheckGracePeriod(-1)),
                creation(
                        "A health check type is a known one", each -> each.healthCheckType("PING")),
                creation(
                        "A termination policy is a known one",
                        each -> each.terminationPolicies("Youngest")),
                creation(
                        "A greatest age of instances is a day at least",
                        each -> each.maxInstanceLifetime(3600)),
                creation("A warm-up is not below -1", each -> each.defaultInstanceWarmup(-2)),
                creation(
                        "A maintenance policy has both percentages",
                        each ->
                                each.instanceMaintenancePolicy(
                                        one -> one.minHealthyPercentage(90))),
                creation(
                        "A maintenance policy's percentages differ by 100 at most",
                        each ->
                                each.instanceMaintenancePolicy(one ->
                                        one.minHealthyPercentage(50).maxHealthyPercentage(200))),
                creation(
                        "A lifecycle hook of a new group has a known transition",
                        each ->
                                each.lifecycleHookSpecificationList(one ->
                                        one.lifecycleHookName("h").lifecycleTransition("x"))));
    }

    private static List<Refusal> launches() {
        return List.of(
                creation(
                        "A group has something to launch from",
                        each -> each.launchTemplate((LaunchTemplateSpecification) null)),
                creation(
                        "A group has one thing to launch from",
                        each -> each.launchConfigurationName("x")),
                creation(
                        "A launch template exists",
                        each ->
                                each.launchTemplate(
                                        one -> one.launchTemplateName("none").version("1"))),
                creation(
                        "A version of a launch template exists",
                        each -> each.launchTemplate(template("7"))),
                creation(
                        "A launch template is named by identifier or name, not both",
                        each ->
                                each.launchTemplate(one ->
                                        one.launchTemplateName("web")
                                                .launchTemplateId("lt-0123456789abcdef0"))),
                creation(
                        "A launch configuration exists",
                        each ->
                                each.launchTemplate((LaunchTemplateSpecification) null)
                                        .launchConfigurationName("none")));
    }

    private static List<Refusal> moreLaunches() {
        return List.of(
                rule(
                        "A launch template has an image",
                        CREATE,
                        VALIDATION,
                        stage -> {
                            stage.rig
                                    .ec2()
                                    .createLaunchTemplate(each ->
                                            each.launchTemplateName("empty")
                                                    .launchTemplateData(
                                                            data -> data.instanceType("t3.micro")));
                            stage.create(
                                    stage.web(0, 0, 1)
                                            .launchTemplate(
                                                    one -> one.launchTemplateName("empty")));
                        }),
                rule(
                        "New accounts make no launch configurations",
                        "CreateLaunchConfiguration",
                        "UnsupportedOperation",
                        stage ->
                                stage.scaling.createLaunchConfiguration(each ->
                                        each.launchConfigurationName("old")
                                                .imageId(stage.image)
                                                .instanceType("t3.micro"))));
    }

    private static List<Refusal> otherLaunches() {
        return List.of(
                rule(
                        "A launch configuration that is deleted exists",
                        "DeleteLaunchConfiguration",
                        VALIDATION,
                        stage ->
                                stage.scaling.deleteLaunchConfiguration(
                                        each -> each.launchConfigurationName("none"))));
    }

    private static LaunchTemplateOverrides type(String type, String weight) {
        return LaunchTemplateOverrides.builder()
                .instanceType(type)
                .weightedCapacity(weight)
                .build();
    }

    private static List<Refusal> mixedPolicies() {
        return List.of(
                mixed(
                        "A share of on-demand instances is a percentage",
                        each ->
                                each.instancesDistribution(
                                        one -> one.onDemandPercentageAboveBaseCapacity(101))),
                mixed(
                        "A base of on-demand instances is not negative",
                        each -> each.instancesDistribution(one -> one.onDemandBaseCapacity(-1))),
                mixed(
                        "An allocation strategy for spot is a known one",
                        each ->
                                each.instancesDistribution(
                                        one -> one.spotAllocationStrategy("cheapest"))),
                mixed(
                        "An allocation strategy for on-demand is a known one",
                        each ->
                                each.instancesDistribution(
                                        one -> one.onDemandAllocationStrategy("random"))),
                mixed(
                        "Spot pools go with the strategy lowest-price only",
                        each ->
                                each.instancesDistribution(one ->
                                        one.spotAllocationStrategy("capacity-optimized")
                                                .spotInstancePools(3))),
                mixed(
                        "There are at most 20 spot pools",
                        each -> each.instancesDistribution(one -> one.spotInstancePools(21))));
    }

    private static List<Refusal> moreMixedPolicies() {
        return List.of(
                mixed(
                        "A weight is 1 to 999",
                        each ->
                                each.launchTemplate(one ->
                                        one.launchTemplateSpecification(template("1"))
                                                .overrides(type("t3.micro", "1000")))),
                mixed(
                        "All instance types have weights, or none",
                        each ->
                                each.launchTemplate(one ->
                                        one.launchTemplateSpecification(template("1"))
                                                .overrides(
                                                        type("t3.micro", "1"),
                                                        LaunchTemplateOverrides.builder()
                                                                .instanceType("t3.small")
                                                                .build()))),
                mixed(
                        "An instance type of an override exists",
                        each ->
                                each.launchTemplate(one ->
                                        one.launchTemplateSpecification(template("1"))
                                                .overrides(type("t3.none", "1")))));
    }

    private static List<Refusal> changes() {
        return List.of(
                rule(
                        "A group that is changed exists",
                        UPDATE,
                        VALIDATION,
                        stage ->
                                stage.scaling.updateAutoScalingGroup(
                                        each -> each.autoScalingGroupName(NOWHERE).minSize(0))),
                withGroup(
                        "A changed maximum is not below the minimum",
                        UPDATE,
                        VALIDATION,
                        stage ->
                                stage.scaling.updateAutoScalingGroup(
                                        each -> each.autoScalingGroupName(GROUP).maxSize(0))),
                withGroup(
                        "A capacity that is set is within the bounds",
                        "SetDesiredCapacity",
                        VALIDATION,
                        stage ->
                                stage.scaling.setDesiredCapacity(each ->
                                        each.autoScalingGroupName(GROUP).desiredCapacity(3))),
                withGroup(
                        "A capacity is given where one is set",
                        "SetDesiredCapacity",
                        VALIDATION,
                        stage ->
                                stage.scaling.setDesiredCapacity(
                                        each -> each.autoScalingGroupName(GROUP))));
    }

    private static List<Refusal> moreChanges() {
        return List.of(
                rule(
                        "A page has at most 100 groups",
                        "DescribeAutoScalingGroups",
                        VALIDATION,
                        stage ->
                                stage.scaling.describeAutoScalingGroups(
                                        each -> each.maxRecords(101))),
                rule(
                        "A token of a page is one that was given",
                        "DescribeAutoScalingGroups",
                        "InvalidNextToken",
                        stage ->
                                stage.scaling.describeAutoScalingGroups(
                                        each -> each.nextToken("x"))),
                rule(
                        "A filter of groups is by tag",
                        "DescribeAutoScalingGroups",
                        VALIDATION,
                        stage ->
                                stage.scaling.describeAutoScalingGroups(each ->
                                        each.filters(one -> one.name("zone").values("x")))));
    }

    private static List<Refusal> deletions() {
        return List.of(
                rule(
                        "A group that is deleted exists",
                        DELETE,
                        VALIDATION,
                        stage ->
                                stage.scaling.deleteAutoScalingGroup(
                                        each -> each.autoScalingGroupName(NOWHERE))),
                withGroup(
                        "A group with instances is deleted by force only",
                        DELETE,
                        "ResourceInUse",
                        stage ->
                                stage.scaling.deleteAutoScalingGroup(
                                        each -> each.autoScalingGroupName(GROUP))),
                withGroup(
                        "A group whose instances are going is deleted by force only",
                        DELETE,
                        "ScalingActivityInProgress",
                        stage -> {
                            stage.scaling.updateAutoScalingGroup(each ->
                                    each.autoScalingGroupName(GROUP).minSize(0).desiredCapacity(0));
                            stage.rig.pass(java.time.Duration.ofSeconds(3));
                            stage.scaling.deleteAutoScalingGroup(
                                    each -> each.autoScalingGroupName(GROUP));
                        }),
                withGroup(
                        "A group that is being deleted is not changed",
                        UPDATE,
                        "ScalingActivityInProgress",
                        stage -> {
                            stage.scaling.deleteAutoScalingGroup(
                                    each -> each.autoScalingGroupName(GROUP).forceDelete(true));
                            stage.scaling.updateAutoScalingGroup(
                                    each -> each.autoScalingGroupName(GROUP).maxSize(5));
                        }));
    }

    private static List<Refusal> tags() {
        Tag reserved =
                Tag.builder()
                        .resourceId(GROUP)
                        .resourceType("auto-scaling-group")
                        .key("aws:x")
                        .build();
        return List.of(
                withGroup(
                        "Tag keys that begin with aws: are reserved",
                        "CreateOrUpdateTags",
                        VALIDATION,
                        stage -> stage.scaling.createOrUpdateTags(each -> each.tags(reserved))),
                withGroup(
                        "A tag key has at most 128 characters",
                        "CreateOrUpdateTags",
                        VALIDATION,
                        stage ->
                                stage.scaling.createOrUpdateTags(each ->
                                        each.tags(
                                                reserved.toBuilder()
                                                        .key("x".repeat(129))
                                                        .build()))),
                withGroup(
                        "What is tagged is a group",
                        "CreateOrUpdateTags",
                        VALIDATION,
                        stage ->
                                stage.scaling.createOrUpdateTags(each ->
                                        each.tags(
                                                reserved.toBuilder()
                                                        .key("k")
                                                        .resourceType("instance")
                                                        .build()))));
    }
}
