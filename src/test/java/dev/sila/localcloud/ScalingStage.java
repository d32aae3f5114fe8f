package dev.sila.localcloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** A launch template, the default VPC's subnets, and groups in them, through the SDK's clients. */
public final class ScalingStage {
    public static final String GROUP = "web";
    public static final String TEMPLATE = "web";

    public final Rig rig;
    public final AutoScalingClient scaling;

    /** The default subnets, by zone. */
    public final List<String> subnets;

    public final String vpc;
    public final String image;

    public ScalingStage(Rig rig) {
        this.rig = rig;
        scaling = rig.autoScaling();
        List<Subnet> found = new ArrayList<>(rig.ec2().describeSubnets().subnets());
        found.sort(java.util.Comparator.comparing(Subnet::availabilityZone));
        subnets = found.stream().map(Subnet::subnetId).toList();
        vpc = found.getFirst().vpcId();
        image =
                rig.ec2()
                        .describeImages(request ->
                                request.owners("amazon")
                                        .filters(
                                                each -> each.name("architecture").values("x86_64")))
                        .images()
                        .getFirst()
                        .imageId();
        rig.ec2()
                .createLaunchTemplate(request ->
                        request.launchTemplateName(TEMPLATE)
                                .launchTemplateData(
                                        data -> data.imageId(image).instanceType("t3.micro")));
    }

    /** Adds a version of the template with another instance type. */
    public void version(String instanceType) {
        rig.ec2()
                .createLaunchTemplateVersion(request ->
                        request.launchTemplateName(TEMPLATE)
                                .sourceVersion("1")
                                .launchTemplateData(data -> data.instanceType(instanceType)));
    }

    public static LaunchTemplateSpecification template(String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateName(TEMPLATE)
                .version(version)
                .build();
    }

    /** A group of the first two zones, from version 1 of the template. */
    public CreateAutoScalingGroupRequest.Builder web(int minimum, int desired, int maximum) {
        return CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(GROUP)
                .launchTemplate(template("1"))
                .minSize(minimum)
                .desiredCapacity(desired)
                .maxSize(maximum)
                .vpcZoneIdentifier(subnets.get(0) + "," + subnets.get(1));
    }

    /** Makes a group and lets its instances come. */
    public ScalingStage create(CreateAutoScalingGroupRequest.Builder request) {
        scaling.createAutoScalingGroup(request.build());
        rig.pass(Duration.ofMinutes(2));
        return this;
    }

    public AutoScalingGroup group() {
        return scaling.describeAutoScalingGroups(each -> each.autoScalingGroupNames(GROUP))
                .autoScalingGroups()
                .getFirst();
    }

    public List<String> in(LifecycleState state) {
        return group().instances().stream()
                .filter(each -> each.lifecycleState() == state)
                .map(Instance::instanceId)
                .toList();
    }

    public List<String> inService() {
        return in(LifecycleState.IN_SERVICE);
    }

    public List<Activity> activities() {
        return scaling.describeScalingActivities(each -> each.autoScalingGroupName(GROUP))
                .activities();
    }

    public String targetGroup(String name) {
        return rig.loadBalancing()
                .createTargetGroup(request ->
                        request.name(name).protocol(ProtocolEnum.HTTP).port(80).vpcId(vpc))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    /** Ends the group by force and lets its instances go. */
    public void remove() {
        scaling.deleteAutoScalingGroup(each -> each.autoScalingGroupName(GROUP).forceDelete(true));
        rig.pass(Duration.ofMinutes(3));
    }
}
