package dev.sila.localcloud.service.autoscaling;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** An instance in a group. */
final class Member {
    private static final Set<LifecycleState> COMING =
            EnumSet.of(
                    LifecycleState.PENDING,
                    LifecycleState.PENDING_WAIT,
                    LifecycleState.PENDING_PROCEED);
    private static final Set<LifecycleState> GOING =
            EnumSet.of(
                    LifecycleState.TERMINATING,
                    LifecycleState.TERMINATING_WAIT,
                    LifecycleState.TERMINATING_PROCEED,
                    LifecycleState.TERMINATED);

    final String id;
    final String zone;
    final String instanceType;
    final String imageId;
    final boolean spot;

    /** With the version's number; null when it was launched otherwise. */
    final @Nullable LaunchTemplateSpecification template;

    final @Nullable String launchConfiguration;
    final Instant launched;
    int weight = 1;
    boolean weighted;
    LifecycleState lifecycle = LifecycleState.PENDING;
    String health = "Healthy";
    boolean protectedFromScaleIn;

    /** Why it is unhealthy, as the activity that replaces it tells it. */
    String complaint = "";

    Instant inServiceSince = Instant.MAX;

    /** Until then a step policy does not count it. */
    Instant warmUntil = Instant.MIN;

    /** The subnet and the zone, as activities have them. */
    Map<String, String> place = Map.of();

    /** The activity that goes on with it; empty for none. */
    String activity = "";

    /** The member that goes when this one is in service: it came before its time. */
    @Nullable Member inPlaceOf;

    /** What lifecycle hooks wait for, by the hook's name. */
    final Map<String, LifecycleAction> waiting = new LinkedHashMap<>();

    Member(
            Instances.InstanceFacts facts,
            @Nullable LaunchTemplateSpecification template,
            @Nullable String launchConfiguration,
            Instant launched) {
        this.id = facts.id();
        this.zone = facts.zone();
        this.instanceType = facts.instanceType();
        this.imageId = facts.imageId();
        this.spot = facts.spot();
        this.template = template;
        this.launchConfiguration = launchConfiguration;
        this.launched = launched;
    }

    /** Whether the group counts it: it is there or coming, and not going. */
    boolean counts() {
        return coming() || lifecycle == LifecycleState.IN_SERVICE;
    }

    boolean coming() {
        return COMING.contains(lifecycle);
    }

    boolean going() {
        return GOING.contains(lifecycle);
    }

    boolean is(LifecycleState state) {
        return lifecycle == state;
    }

    /** Whether it counts towards the capacity that makes others superfluous. */
    boolean fills() {
        return counts() && (inPlaceOf == null || !coming());
    }
}
