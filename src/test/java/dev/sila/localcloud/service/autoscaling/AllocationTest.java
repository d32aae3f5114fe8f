package dev.sila.localcloud.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;

/** What groups with a mixed instances policy really launch. */
final class AllocationTest {
    private final Fleet fleet = new Fleet();

    /** The user guide's tables of base and percentage. */
    @ParameterizedTest
    @CsvSource({
        "10,50,10,10",
        "10,50,20,15",
        "10,50,30,20",
        "10,50,40,25",
        "0,0,10,0",
        "0,60,10,6",
        "0,70,10,7",
        "0,100,5,5",
        "12,0,10,10",
        "12,0,20,12",
        "0,50,3,2"
    })
    void theOnDemandShareIsTheGuides(int base, int percentage, int capacity, int onDemand) {
        InstancesDistribution distribution =
                InstancesDistribution.builder()
                        .onDemandBaseCapacity(base)
                        .onDemandPercentageAboveBaseCapacity(percentage)
                        .build();

        assertThat(Allocation.onDemand(distribution, capacity)).isEqualTo(onDemand);
    }

    private void create(
            int capacity,
            Consumer<InstancesDistribution.Builder> distribution,
            String... typesAndWeights) {
        List<LaunchTemplateOverrides> overrides =
                List.of(typesAndWeights).stream().map(AllocationTest::override).toList();
        fleet.create(
                Fleet.web(0, capacity, 40)
                        .launchTemplate((LaunchTemplateSpecification) null)
                        .mixedInstancesPolicy(
                                MixedInstancesPolicy.builder()
                                        .launchTemplate(each ->
                                                each.launchTemplateSpecification(Fleet.version("1"))
                                                        .overrides(overrides))
                                        .instancesDistribution(distribution)
                                        .build()));
    }

    private static LaunchTemplateOverrides override(String text) {
        String[] parts = text.split(":", -1);
        return LaunchTemplateOverrides.builder()
                .instanceType(parts[0])
                .weightedCapacity(parts.length > 1 ? parts[1] : null)
                .build();
    }

    private Map<String, Long> types(boolean spot) {
        return fleet.inService().stream()
                .filter(each -> spotOf(each) == spot)
                .collect(Collectors.groupingBy(Instance::instanceType, Collectors.counting()));
    }

    private boolean spotOf(Instance instance) {
        return fleet.machines.find(instance.instanceId()).orElseThrow().spot();
    }

    @Test
    void onDemandComesFirstInOrderAndSpotOverItsPools() {
        create(
                8,
                each ->
                        each.onDemandBaseCapacity(2)
                                .onDemandPercentageAboveBaseCapacity(0)
                                .spotAllocationStrategy("lowest-price")
                                .spotInstancePools(2),
                "m5.large",
                "t3.large",
                "m5.2xlarge");

        assertThat(types(false)).isEqualTo(Map.of("m5.large", 2L));
        assertThat(types(true)).isEqualTo(Map.of("m5.large", 3L, "t3.large", 3L));
    }

    @Test
    void aScaleInKeepsTheShare() {
        create(8, each -> each.onDemandPercentageAboveBaseCapacity(50), "m5.large", "t3.large");
        assertThat(types(true).values().stream().mapToLong(each -> each).sum()).isEqualTo(4);

        fleet.handler(CapacityOperations.class)
                .setDesiredCapacity(
                        SetDesiredCapacityRequest.builder()
                                .autoScalingGroupName("web")
                                .desiredCapacity(4)
                                .build());
        fleet.pass(60);

        assertThat(types(false)).isEqualTo(Map.of("m5.large", 2L));
        assertThat(types(true).values().stream().mapToLong(each -> each).sum()).isEqualTo(2);
    }

    @Test
    void weightsFillTheCapacityInUnits() {
        create(
                10,
                each ->
                        each.onDemandPercentageAboveBaseCapacity(0)
                                .spotAllocationStrategy("capacity-optimized-prioritized"),
                "m5.2xlarge:4",
                "m5.large:1");

        assertThat(types(true))
                .as("12 units: the first that is enough")
                .isEqualTo(Map.of("m5.2xlarge", 3L));
        assertThat(fleet.group().instances()).allMatch(each -> each.weightedCapacity().equals("4"));
        fleet.pass(120);
        assertThat(fleet.inService()).as("and it stays so").hasSize(3);
    }

    @Test
    void thePriceIsPerUnit() {
        create(
                2,
                each ->
                        each.onDemandPercentageAboveBaseCapacity(0)
                                .spotAllocationStrategy("price-capacity-optimized"),
                "m5.large:1",
                "m5.xlarge:4");

        assertThat(types(true)).isEqualTo(Map.of("m5.xlarge", 1L));
    }
}
