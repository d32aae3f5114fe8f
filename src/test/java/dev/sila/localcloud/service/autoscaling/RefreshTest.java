package dev.sila.localcloud.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

/** Instance refreshes over time. */
final class RefreshTest {
    private final Fleet fleet = new Fleet();
    private final List<String> told = new ArrayList<>();

    RefreshTest() {
        fleet.events.subscribe(
                Events.ServiceEvent.class,
                each -> {
                    if (each.detailType().contains("Refresh")) {
                        told.add(
                                each.detailType()
                                        .replace("EC2 Auto Scaling Instance Refresh ", ""));
                    }
                });
    }

    private void start(Consumer<RefreshPreferences.Builder> preferences) {
        fleet.handler(RefreshOperations.class)
                .startInstanceRefresh(
                        StartInstanceRefreshRequest.builder()
                                .autoScalingGroupName("web")
                                .desiredConfiguration(
                                        each -> each.launchTemplate(Fleet.version("2")))
                                .preferences(preferences)
                                .build());
    }

    private InstanceRefresh refresh() {
        return fleet.handler(RefreshOperations.class)
                .describeInstanceRefreshes(
                        DescribeInstanceRefreshesRequest.builder()
                                .autoScalingGroupName("web")
                                .build())
                .instanceRefreshes()
                .getFirst();
    }

    private long of(String version) {
        return fleet.inService().stream()
                .filter(each -> each.launchTemplate().version().equals(version))
                .count();
    }

    @Test
    void theHealthyShareIsKeptThroughout() {
        fleet.create(Fleet.web(1, 10, 20).defaultInstanceWarmup(20));
        start(each -> each.minHealthyPercentage(80));
        int least = 10;
        int before = 0;
        for (int second = 0; second < 600; second++) {
            fleet.pass(1);
            least = Math.min(least, fleet.inService().size());
            int percentage =
                    refresh().percentageComplete() == null ? 0 : refresh().percentageComplete();
            assertThat(percentage).isGreaterThanOrEqualTo(before);
            before = percentage;
        }

        assertThat(least).isEqualTo(8);
        assertThat(refresh().statusAsString()).isEqualTo("Successful");
        assertThat(of("2")).isEqualTo(10);
        assertThat(fleet.group().launchTemplate().version()).isEqualTo("2");
        assertThat(told).containsExactly("Started", "Succeeded");
    }

    @Test
    void withMoreThanAllItLaunchesFirst() {
        fleet.create(Fleet.web(1, 4, 4).defaultInstanceWarmup(10));
        start(each -> each.minHealthyPercentage(100).maxHealthyPercentage(150));
        for (int second = 0; second < 300; second++) {
            fleet.pass(1);
            assertThat(fleet.inService().size()).isBetween(4, 6);
        }

        assertThat(refresh().statusAsString()).isEqualTo("Successful");
        assertThat(of("2")).isEqualTo(4);
        assertThat(fleet.inService()).hasSize(4);
    }

    @Test
    void aRollbackBringsBackWhatWas() {
        fleet.create(Fleet.web(1, 4, 6).defaultInstanceWarmup(20));
        start(each -> each.minHealthyPercentage(75));
        fleet.pass(80);
        assertThat(of("2")).isBetween(1L, 3L);
        int reached = refresh().percentageComplete();
        assertThat(reached).isBetween(25, 75);

        fleet.handler(RefreshOperations.class)
                .rollbackInstanceRefresh(
                        RollbackInstanceRefreshRequest.builder()
                                .autoScalingGroupName("web")
                                .build());
        assertThat(refresh().statusAsString()).isEqualTo("RollbackInProgress");
        fleet.pass(600);

        assertThat(refresh().statusAsString()).isEqualTo("RollbackSuccessful");
        assertThat(refresh().percentageComplete()).isZero();
        assertThat(refresh().rollbackDetails().percentageCompleteOnRollback()).isEqualTo(reached);
        assertThat(of("1")).isEqualTo(4);
        assertThat(fleet.group().launchTemplate().version()).isEqualTo("1");
        assertThat(told).containsExactly("Started", "Rollback Started", "Rollback Succeeded");
    }

    @Test
    void anAlarmRollsBackByItself() {
        fleet.create(Fleet.web(1, 4, 6).defaultInstanceWarmup(20));
        start(each -> each.autoRollback(true).alarmSpecification(one -> one.alarms("errors")));
        fleet.pass(80);
        fleet.readings.state = "ALARM";
        fleet.pass(600);

        assertThat(refresh().statusAsString()).isEqualTo("RollbackSuccessful");
        assertThat(refresh().rollbackDetails().rollbackReason()).contains("errors");
        assertThat(of("1")).isEqualTo(4);
    }

    @Test
    void aCheckpointWaits() {
        fleet.create(Fleet.web(1, 4, 6).defaultInstanceWarmup(0));
        start(each ->
                each.minHealthyPercentage(0).checkpointPercentages(50, 100).checkpointDelay(300));
        fleet.pass(200);
        assertThat(of("2")).isEqualTo(2);
        assertThat(refresh().percentageComplete()).isEqualTo(50);
        assertThat(told).containsExactly("Started", "Checkpoint Reached");

        fleet.pass(400);

        assertThat(of("2")).isEqualTo(4);
        assertThat(refresh().statusAsString()).isEqualTo("Successful");
    }

    @Test
    void whatMatchesIsSkipped() {
        fleet.create(Fleet.web(1, 3, 6).launchTemplate(Fleet.version("2")));
        List<String> before = fleet.machines.running();
        start(each -> each.skipMatching(true));
        fleet.pass(120);

        assertThat(refresh().statusAsString()).isEqualTo("Successful");
        assertThat(fleet.machines.running()).isEqualTo(before);
    }

    @Test
    void aProtectedInstanceIsWaitedForAnHour() {
        fleet.create(Fleet.web(1, 2, 6).defaultInstanceWarmup(0));
        String shielded = fleet.inService().getFirst().instanceId();
        fleet.handler(CapacityOperations.class)
                .setInstanceProtection(
                        SetInstanceProtectionRequest.builder()
                                .autoScalingGroupName("web")
                                .instanceIds(shielded)
                                .protectedFromScaleIn(true)
                                .build());
        start(each -> each.minHealthyPercentage(50));
        fleet.pass(3000);
        assertThat(refresh().statusAsString()).isEqualTo("InProgress");
        assertThat(refresh().instancesToUpdate()).isEqualTo(1);
        fleet.pass(1000);

        assertThat(refresh().statusAsString()).isEqualTo("Failed");
        assertThat(fleet.machines.running()).contains(shielded);
        assertThat(fleet.group().launchTemplate().version()).isEqualTo("1");
    }
}
