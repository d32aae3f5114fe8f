package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.aws.Waiter;
import dev.sila.aws.forecast.Forecast;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Execution;
import dev.sila.cli.operation.FleetRow;
import dev.sila.cli.operation.FleetView;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Insight;
import dev.sila.cli.operation.Manner;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.spotinst.Elastigroup;
import dev.sila.spotinst.SpotinstStub;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Pipelines with hostclasses whose groups Spotinst keeps. */
class SpotinstPipelineTest {
    private static final String SPOTINST =
            """
            [mhcspot]
            spotinst=yes
            spot_provider=spotinst
            [mhcspotty]
            """;

    private static final String AWS = SPOTINST.replace("spotinst=yes", "spotinst=no");

    @TempDir private Path folder;

    private final Stage stage = new Stage();
    private final SpotinstStub spotinst = stage.spotinst();
    private final Ec2Client ec2 = stage.cloud().clients().ec2();
    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(stage, folder);
        shop.image("mhcspot", "0");
        shop.image("mhcspotty", "0");
        shop.hostclasses(SPOTINST);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void bring() {
        Fleets.Draft draft = shop.plan(stage.cloud());
        assertThat(stage.apply(draft.plan()).problems())
                .as("%s", PlanText.lines(draft.plan()))
                .isEmpty();
        assertThat(PlanText.lines(shop.plan(stage.cloud()).plan())).hasSize(1);
    }

    private JsonNode group() {
        assertThat(spotinst.names()).containsExactly("shop_mhcspot");
        return spotinst.groups().getFirst();
    }

    /** What Spotinst would do. */
    private void launch(int hosts) {
        JsonNode launch = group().path("compute").path("launchSpecification");
        List<Tag> tags = new java.util.ArrayList<>();
        launch.path("tags")
                .forEach(each ->
                        tags.add(
                                Tag.builder()
                                        .key(each.path("tagKey").asText())
                                        .value(each.path("tagValue").asText())
                                        .build()));
        tags.add(
                Tag.builder()
                        .key("spotinst:aws:ec2:group:id")
                        .value(group().path("id").asText())
                        .build());
        ec2.runInstances(each ->
                each.imageId(launch.path("imageId").asText())
                        .instanceType("m5.large")
                        .minCount(hosts)
                        .maxCount(hosts)
                        .subnetId(group().path("compute").path("subnetIds").path(0).asText())
                        .tagSpecifications(
                                some -> some.resourceType(ResourceType.INSTANCE).tags(tags)));
    }

    @Test
    void theGroupIsTheHostclasses() {
        shop.pipeline("1,mhcspot,1,2,4,m5.large:m5a.large\n1,mhcspotty,0,0,1\n");
        bring();
        assertThat(shop.groups()).containsExactly("mhcspotty");
        assertThat(group().path("compute").path("instanceTypes").toString())
                .isEqualTo("{\"ondemand\":\"m5.large\",\"spot\":[\"m5.large\",\"m5a.large\"]}");
        assertThat(group().path("strategy").path("risk").asInt()).isEqualTo(100);
        String told = group().path("compute").path("launchSpecification").path("userData").asText();
        assertThat(new String(Base64.getDecoder().decode(told), StandardCharsets.UTF_8))
                .contains("hostclass=\"mhcspot\"")
                .contains("is_spotinst=\"1\"");
        assertThat(ec2.describeLaunchTemplates().launchTemplates())
                .extracting(each -> each.launchTemplateName())
                .containsExactly("shop_mhcspotty");
    }

    @Test
    void upWaitsForItsHostsAndForetellsItsCalls() {
        shop.pipeline("1,mhcspot,1,1,4\n2,mhcspotty,0,0,1\n");
        Fleets.Draft draft = shop.plan(stage.cloud());
        Forecast forecast = new Insight(stage.cloud()).forecast(draft.plan(), Fleets.rounds(draft));
        assertThat(forecast.uses())
                .extracting(Forecast.Use::name)
                .contains("spotinst:ListGroups", "spotinst:CreateGroup");
        assertThat(
                        new Insight(stage.cloud())
                                .policy(
                                        draft.plan(),
                                        forecast,
                                        stage.cloud().calls().byAction().keySet(),
                                        Set.of())
                                .toString())
                .doesNotContain("spotinst:List")
                .doesNotContain("spotinst:Create")
                .contains("ec2:CreateTags");
        assertThat(stage.apply(draft.plan()).problems()).isEmpty();
        launch(1);
        shop.up(stage.cloud(), Manner.STANDARD);
        assertThat(shop.told()).contains("mhcspot: 1 wanted, 1 launched, 1 in service");
        List<FleetRow> rows = new FleetView(stage.cloud(), "shop").rows();
        assertThat(rows)
                .extracting(FleetRow::hostclass, FleetRow::elastigroup, FleetRow::inService)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mhcspot", true, 1),
                        org.assertj.core.groups.Tuple.tuple("mhcspotty", false, 0));
    }

    @Test
    void downDeletesJustItsGroup() {
        shop.pipeline("1,mhcspot,0,0,4\n1,mhcspotty,0,0,1\n");
        bring();
        Fleets fleets = shop.fleets(stage.cloud());
        new Execution(stage.cloud(), shop.progress())
                .apply(fleets.destruction("shop", Set.of("mhcspotty")));
        assertThat(spotinst.names()).containsExactly("shop_mhcspot");
        new Execution(stage.cloud(), shop.progress())
                .apply(fleets.destruction("shop", Set.of("mhcspot")));
        assertThat(spotinst.names()).isEmpty();
        assertThat(Fleets.present(stage.cloud(), "shop")).isEmpty();
    }

    private List<String> running() {
        return shop.hosts("mhcspot").stream()
                .filter(each -> each.state().name() == InstanceStateName.RUNNING)
                .map(Instance::instanceId)
                .toList();
    }

    /**
     * What Spotinst does meanwhile: it launches a group's hosts, and ends those of one that is
     * gone.
     */
    private void spotinstWorks(int hosts) {
        List<String> theirs =
                shop.hosts("mhcspot").stream()
                        .filter(each ->
                                each.tags().stream()
                                        .anyMatch(tag -> tag.key().startsWith("spotinst:aws")))
                        .map(Instance::instanceId)
                        .toList();
        if (spotinst.names().isEmpty() && !theirs.isEmpty()) {
            ec2.terminateInstances(each -> each.instanceIds(theirs));
        } else if (!spotinst.names().isEmpty() && theirs.isEmpty()) {
            launch(hosts);
        }
    }

    /** Brings the pipeline up, and tells how many hosts were running at least meanwhile. */
    private int leastWhileMoving(String lines, int hosts) {
        shop.hostclasses(lines);
        AtomicInteger least = new AtomicInteger(running().size());
        Waiter.Listener watching =
                (wait, soFar) -> {
                    spotinstWorks(hosts);
                    least.accumulateAndGet(running().size(), Math::min);
                };
        try (Cloud cloud = stage.sila(watching, Duration.ofMinutes(20))) {
            shop.up(cloud, Manner.STANDARD);
            assertThat(shop.plan(cloud).plan().isEmpty()).isTrue();
        }
        return least.get();
    }

    @Test
    void aHostclassMovesThereAndBackAndIsNeverWithoutHosts() {
        shop.hostclasses(AWS);
        shop.pipeline("1,mhcspot,1,2,4\n");
        shop.up(stage.cloud(), Manner.STANDARD);
        String autoScaling = autoScaling().autoScalingGroupName();
        stage.cloud()
                .clients()
                .autoScaling()
                .setDesiredCapacity(
                        each -> each.autoScalingGroupName(autoScaling).desiredCapacity(3));
        stage.settle();
        assertThat(running()).hasSize(3);

        shop.pipeline("1,mhcspot,,,\n");
        assertThat(leastWhileMoving(SPOTINST, 3)).isEqualTo(3);
        assertThat(shop.groups()).isEmpty();
        assertThat(group().path("capacity").toString())
                .isEqualTo("{\"minimum\":1,\"target\":3,\"maximum\":4,\"unit\":\"instance\"}");
        assertThat(running()).hasSize(3);

        assertThat(leastWhileMoving(AWS, 3)).isEqualTo(3);
        assertThat(spotinst.names()).isEmpty();
        assertThat(autoScaling())
                .extracting(
                        software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup::minSize,
                        each -> each.desiredCapacity(),
                        each -> each.maxSize())
                .containsExactly(1, 3, 4);
        assertThat(running()).hasSize(3);
    }

    private software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup autoScaling() {
        return stage.cloud()
                .clients()
                .autoScaling()
                .describeAutoScalingGroups()
                .autoScalingGroups()
                .getFirst();
    }

    @Test
    void theOldGroupStaysAsLongAsSpotinstLaunchesNothing() {
        shop.hostclasses(AWS);
        shop.pipeline("1,mhcspot,1,1,4\n");
        shop.up(stage.cloud(), Manner.STANDARD);
        shop.hostclasses(SPOTINST);
        assertThatThrownBy(() -> shop.up(stage.cloud(), Manner.STANDARD))
                .hasMessageContaining("0 of 1 instances. Spotinst's console has the group's log");
        assertThat(shop.groups()).containsExactly("mhcspot");
        assertThat(running()).hasSize(1);
        assertThat(shop.fleets(stage.cloud()).states(shop.plan(stage.cloud()), Manner.STANDARD))
                .singleElement()
                .matches(each -> !each.well());
        launch(1);
        shop.up(stage.cloud(), Manner.STANDARD);
        assertThat(shop.groups()).isEmpty();
        assertThat(spotinst.names()).containsExactly("shop_mhcspot");
    }

    @Test
    void timesReserveAndBlankSizes() {
        shop.hostclasses(SPOTINST + "[mhcspotted]\n");
        shop.pipeline("1,mhcspot,,1@30 10 * * *:5@45 1 * * *,\n");
        bring();
        assertThat(group().path("capacity").toString())
                .isEqualTo("{\"minimum\":0,\"target\":5,\"maximum\":5,\"unit\":\"instance\"}");
        assertThat(group().path("scheduling").path("tasks")).hasSize(2);
        spotinst.meddle("shop_mhcspot", "{\"capacity\":{\"target\":1}}");
        bring();
        assertThat(group().path("capacity").path("target").asInt()).isEqualTo(1);
        shop.pipeline("1,mhcspot,,3,\n");
        bring();
        assertThat(group().path("capacity").path("target").asInt()).isEqualTo(3);
        assertThat(group().path("scheduling").isNull()).isTrue();
    }

    @Test
    void whatAnElastigroupCannotHaveIsToldBeforeAnything() {
        shop.hostclasses(
                SPOTINST.replace(
                        "[mhcspotty]",
                        "schedule_time_zone=Europe/Berlin\nscaling_up_threshold=80\n[mhcspotty]"));
        shop.pipeline("1,mhcspot,0,1@30 10 * * *,4,m5.large,,resolve:ssm:/images/web\n");
        assertThatThrownBy(() -> shop.plan(stage.cloud()))
                .hasMessageContaining("pipelines/shop.csv:2: ami is a parameter")
                .hasMessageContaining("Spotinst knows no time zone except UTC")
                .hasMessageContaining("scaling policies are Auto Scaling's")
                .hasMessageContaining("spot_provider=aws");
        assertThat(spotinst.requests()).isEmpty();
    }

    /** What an elastigroup cannot have, a group for tests can: Auto Scaling keeps it. */
    @Test
    void aSecondGroupForTestsIsAutoScalings() {
        shop.pipeline("1,mhcspot,1,2,4,m5.large,,resolve:ssm:/images/web\n");
        Fleets fleets = shop.fleets(stage.cloud());
        Plan plan = fleets.plan(Shop.NAME, fleets.pipeline("shop").asTest()).plan();
        assertThat(plan.wanted())
                .hasAtLeastOneElementOfType(AutoScalingGroup.class)
                .noneMatch(Elastigroup.class::isInstance);
        assertThat(spotinst.requests()).isEmpty();
    }

    @Test
    void anAccountIsNamedInTheFiles() {
        shop.hostclasses(
                SPOTINST.replace(
                        "[mhcspotty]",
                        "spotinst_account_id=" + SpotinstStub.ACCOUNT + "\n[mhcspotty]"));
        shop.pipeline("1,mhcspot,0,0,4\n");
        bring();
        assertThat(group().path("name").asText()).isEqualTo("shop_mhcspot");
        shop.hostclasses(SPOTINST);
        bring();
        assertThat(spotinst.names()).containsExactly("shop_mhcspot");
    }
}
