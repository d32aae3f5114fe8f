package dev.sila.aws.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.engine.Diff;
import dev.sila.engine.Difference;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

class AutoScalingGroupMappingTest {
    private static final Scope CI = new Scope("ci", Set.of());

    private static AutoScalingGroup group(
            @Nullable Integer min, @Nullable Integer max, @Nullable Integer desired) {
        return new AutoScalingGroup(
                "ci_mhcweb",
                new Ref<>(LaunchTemplate.class, "ci_mhcweb"),
                AutoScalingGroup.MixedInstances.NONE,
                min,
                max,
                desired,
                Set.of(new Ref<>(Subnet.class, "b"), new Ref<>(Subnet.class, "a")),
                Set.of(new Ref<>(TargetGroup.class, "ci-mhcweb")),
                Set.of(),
                "ELB",
                300,
                60,
                List.of("OldestLaunchTemplate", "Default"),
                Tags.of("hostclass", "mhcweb"));
    }

    private static CreateAutoScalingGroupRequest creation(
            @Nullable Integer min, @Nullable Integer max, @Nullable Integer desired) {
        return AutoScalingGroupMapping.creation(
                CI, "ci_mhcweb_17", group(min, max, desired), KnownWorld.IDS);
    }

    @Test
    void sizesThatNobodyGaveFollowFromThoseGiven() {
        assertThat(creation(null, null, null).minSize()).isZero();
        assertThat(creation(null, null, null).maxSize()).isZero();
        assertThat(creation(null, null, null).desiredCapacity()).isZero();
        assertThat(creation(1, 5, null).desiredCapacity()).isEqualTo(5);
        assertThat(creation(1, null, null).desiredCapacity()).isEqualTo(1);
        assertThat(creation(2, null, null).maxSize()).isEqualTo(2);
        assertThat(creation(1, null, 3).maxSize()).isEqualTo(3);
        assertThat(creation(1, 5, 3).maxSize()).isEqualTo(5);
    }

    @Test
    void isMadeWithItsMarksAndWithTheCapacityAskedFor() {
        CreateAutoScalingGroupRequest request = creation(1, 5, 3);

        assertThat(request.vpcZoneIdentifier()).isEqualTo("id-a,id-b");
        assertThat(request.launchTemplate().version()).isEqualTo("$Default");
        assertThat(request.tags())
                .extracting(Tag::key, Tag::value, Tag::propagateAtLaunch)
                .containsExactlyInAnyOrder(
                        tuple("hostclass", "mhcweb", true),
                        tuple("sila:environment", "ci", true),
                        tuple("Name", "ci_mhcweb", true),
                        tuple("sila:desired-capacity", "3", false));
        assertThat(creation(1, 5, null).tags())
                .extracting(Tag::key)
                .doesNotContain("sila:desired-capacity");
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void changesOnlyWhatTheDiffNames() {
        UpdateAutoScalingGroupRequest request =
                AutoScalingGroupMapping.change(
                                "real",
                                group(1, 5, 3),
                                diff("maxSize", "subnets", "tags"),
                                KnownWorld.IDS)
                        .orElseThrow();

        assertThat(request)
                .isEqualTo(
                        UpdateAutoScalingGroupRequest.builder()
                                .autoScalingGroupName("real")
                                .maxSize(5)
                                .vpcZoneIdentifier("id-a,id-b")
                                .build());
        assertThat(
                        AutoScalingGroupMapping.change(
                                "real",
                                group(1, 5, 3),
                                diff("targetGroups", "tags"),
                                KnownWorld.IDS))
                .isEmpty();
    }

    private static Diff diff(String... components) {
        return new Diff(
                Arrays.stream(components).map(each -> new Difference(each, null, "x")).toList());
    }

    @Test
    void theCapacityIsTheOneAskedForAndNotTheOneItScaledTo() {
        AutoScalingGroup state = state("$Default", Map.of("sila:desired-capacity", "3"));

        assertThat(state.desiredCapacity()).isEqualTo(3);
        assertThat(state("$Default", Map.of()).desiredCapacity()).isNull();
        assertThat(state("$Default", Map.of("sila:desired-capacity", "many")).desiredCapacity())
                .isNull();
    }

    @Test
    void itsNameIsTheTagOrElseTheRealOneWithoutTheSecond() {
        assertThat(state("$Default", Map.of("Name", "ci_mhcapi")).name()).isEqualTo("ci_mhcapi");
        assertThat(state("$Default", Map.of()).name()).isEqualTo("ci_mhcweb");
    }

    @Test
    void aGroupThatDoesNotFollowTheDefaultVersionDiffers() {
        assertThat(state("$Default", Map.of()).launchTemplate())
                .isEqualTo(new Ref<>(LaunchTemplate.class, "lt-1"));
        assertThat(state("3", Map.of()).launchTemplate())
                .isNotEqualTo(new Ref<>(LaunchTemplate.class, "lt-1"));
    }

    @Test
    void subnetsAndWarmupAreReadAsTheyAre() {
        AutoScalingGroup state = state("$Default", Map.of());

        assertThat(state.subnets())
                .containsExactlyInAnyOrder(
                        new Ref<>(Subnet.class, "subnet-1"), new Ref<>(Subnet.class, "subnet-2"));
        assertThat(state.instanceWarmupSeconds()).isEqualTo(-1);
    }

    private static AutoScalingGroup state(String version, Map<String, String> tags) {
        return AutoScalingGroupMapping.state(
                software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup.builder()
                        .autoScalingGroupName("ci_mhcweb_1700000000")
                        .launchTemplate(
                                LaunchTemplateSpecification.builder()
                                        .launchTemplateId("lt-1")
                                        .version(version)
                                        .build())
                        .minSize(1)
                        .maxSize(9)
                        .desiredCapacity(7)
                        .vpcZoneIdentifier("subnet-1, subnet-2")
                        .healthCheckType("EC2")
                        .healthCheckGracePeriod(0)
                        .terminationPolicies("Default")
                        .build(),
                new Tags(tags),
                KnownWorld.of());
    }
}
