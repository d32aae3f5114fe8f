package dev.sila.localcloud.service.autoscaling;

import java.time.Instant;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** An instance in a group. */
final class Member {
    final String id;
    final String zone;
    final String instanceType;
    final LaunchTemplateSpecification template;
    final Instant launched;
    final String launchActivity;
    LifecycleState lifecycle = LifecycleState.PENDING;
    String health = "Healthy";
    boolean protectedFromScaleIn;

    /** Why it is unhealthy, as the activity that replaces it tells it. */
    String complaint = "";

    Instant inServiceSince = Instant.MAX;

    /** Until then a step policy does not count it. */
    Instant warmUntil = Instant.MIN;

    Member(
            Instances.InstanceFacts facts,
            LaunchTemplateSpecification template,
            Instant launched,
            String launchActivity) {
        this.id = facts.id();
        this.zone = facts.zone();
        this.instanceType = facts.instanceType();
        this.template = template;
        this.launched = launched;
        this.launchActivity = launchActivity;
    }

    /** Whether the group counts it: it is there or coming, and not going. */
    boolean counts() {
        return lifecycle == LifecycleState.PENDING || lifecycle == LifecycleState.IN_SERVICE;
    }

    boolean is(LifecycleState state) {
        return lifecycle == state;
    }

    Instance model() {
        return Instance.builder()
                .instanceId(id)
                .instanceType(instanceType)
                .availabilityZone(zone)
                .lifecycleState(lifecycle)
                .healthStatus(health)
                .launchTemplate(template)
                .protectedFromScaleIn(protectedFromScaleIn)
                .build();
    }

    AutoScalingInstanceDetails details(String groupName) {
        return AutoScalingInstanceDetails.builder()
                .instanceId(id)
                .instanceType(instanceType)
                .autoScalingGroupName(groupName)
                .availabilityZone(zone)
                .lifecycleState(lifecycle.toString())
                .healthStatus(health.toUpperCase(java.util.Locale.ROOT))
                .launchTemplate(template)
                .protectedFromScaleIn(protectedFromScaleIn)
                .build();
    }
}
