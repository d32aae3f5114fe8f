package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sila.aws.Waiter;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.FleetState;
import dev.sila.cli.operation.Manner;
import dev.sila.cli.operation.Patience;
import dev.sila.cli.operation.PlanNotes;
import dev.sila.engine.PlanText;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import dev.sila.model.SmokeProbe;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What a pipeline waits for, and what becomes of it when a host fails or Sila dies. */
class PipelineTest {
    private static final Manner ROLL_BACK = new Manner(Patience.STANDARD, true, null, true);
    private static final String TYPE = "t3.small";

    private final Faults faults = new Faults();
    private final Stage stage = new Stage(faults, Realm.standard());

    @TempDir private Path folder = Path.of("");

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(stage, folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static String row(int sequence, String hostclass, int size, String test, String image) {
        return String.join(
                ",",
                String.valueOf(sequence),
                hostclass,
                String.valueOf(size),
                String.valueOf(size),
                String.valueOf(size),
                TYPE,
                test,
                image + "\n");
    }

    private void twoSequences(String boot) {
        shop.pipeline(
                row(1, "mhcdata", 2, "yes", shop.image("mhcdata", boot))
                        + row(2, "mhcweb", 1, "no", shop.image("mhcweb", "never")));
    }

    private void tested(Instance host) {
        stage.cloud()
                .clients()
                .ec2()
                .createTags(each ->
                        each.resources(host.instanceId())
                                .tags(tag -> tag.key("smoketest").value("tested")));
    }

    @Test
    void aSequenceWaitsForTheSmokeTestsOfTheOneBefore() {
        twoSequences("90");
        Instant start = stage.now();

        shop.up(stage.cloud(), Manner.STANDARD);

        Instant web = shop.hosts("mhcweb").getFirst().launchTime();
        assertThat(Duration.between(start, web))
                .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(180));
        assertThat(shop.told())
                .contains("mhcdata: 2 wanted, 2 launched, 2 in service, 0 tested")
                .contains("mhcdata: 2 wanted, 2 launched, 2 in service, 2 tested");
        assertThat(shop.plan(stage.cloud()).plan().isEmpty()).isTrue();
    }

    @Test
    void aSmokeTestThatIsNotPassedStopsAllThatFollowsAndTheRerunGoesOnFromThere() {
        twoSequences("never");
        Instant start = stage.now();

        ProblemException failure =
                catchThrowableOfType(
                        ProblemException.class, () -> shop.up(stage.cloud(), Manner.STANDARD));

        List<Instance> hosts = shop.hosts("mhcdata");
        assertThat(failure.problems())
                .filteredOn(each -> each.where().startsWith("instance "))
                .extracting(Problem::where)
                .containsExactlyInAnyOrderElementsOf(
                        hosts.stream()
                                .map(each -> "instance " + each.instanceId() + " of mhcdata")
                                .toList());
        assertThat(failure.getMessage()).contains("carries the tag smoketest=tested", "1200 s");
        assertThat(shop.told())
                .contains("The end of the console of " + hosts.getFirst().instanceId())
                .contains("  | Kernel ");
        assertThat(Duration.between(start, stage.now())).isGreaterThan(Duration.ofMinutes(20));
        assertThat(shop.groups()).containsExactly("mhcdata");

        hosts.forEach(this::tested);
        assertThat(shop.up(stage.cloud(), Manner.STANDARD).results())
                .noneMatch(each -> each.action().key().name().contains("mhcdata"));
        assertThat(shop.groups()).containsExactly("mhcdata", "mhcweb");
    }

    /** There is nothing left to do for the first sequence then, and still it is waited for. */
    @Test
    void whereSilaDiesBetweenSequencesTheNextRunWaitsForTheFirstOne() {
        twoSequences("400");
        Instant start = stage.now();
        faults.clear();
        faults.dieBefore("DescribeAutoScalingGroups", 5);
        try (Cloud doomed = stage.sila()) {
            assertThatThrownBy(() -> shop.up(doomed, Manner.STANDARD))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(faults.dead()).isTrue();
        faults.clear();
        assertThat(shop.groups()).containsExactly("mhcdata");
        assertThat(Duration.between(start, stage.now())).isLessThan(Duration.ofSeconds(400));

        shop.up(stage.cloud(), Manner.STANDARD);

        Instant web = shop.hosts("mhcweb").getFirst().launchTime();
        assertThat(Duration.between(start, web)).isGreaterThan(Duration.ofSeconds(400));
        assertThat(shop.plan(stage.cloud()).plan().isEmpty()).isTrue();
    }

    @Test
    void whereAllIsMadeTheNextRunStillWaitsForTheHosts() {
        shop.pipeline(row(1, "mhcdata", 1, "yes", shop.image("mhcdata", "never")));
        Manner hasty =
                new Manner(
                        new Patience(Duration.ofMinutes(5), Duration.ofMinutes(1)),
                        true,
                        null,
                        false);
        assertThatThrownBy(() -> shop.up(stage.cloud(), hasty)).hasMessageContaining("smoke test");
        assertThat(shop.plan(stage.cloud()).plan().isEmpty()).isTrue();
        assertThatThrownBy(() -> shop.up(stage.cloud(), hasty)).hasMessageContaining("smoke test");
        shop.hosts("mhcdata").forEach(this::tested);
        shop.up(stage.cloud(), hasty);
    }

    @Test
    void aDeadHostEndsTheWaitAtOnce() {
        shop.pipeline(row(1, "mhcdata", 2, "yes", shop.image("mhcdata", "never")));
        String[] victim = new String[1];
        Waiter.Listener murder =
                (wait, soFar) -> {
                    if (victim[0] == null && soFar.compareTo(Duration.ofMinutes(3)) > 0) {
                        victim[0] = shop.hosts("mhcdata").getFirst().instanceId();
                        String id = victim[0];
                        stage.cloud()
                                .clients()
                                .ec2()
                                .terminateInstances(each -> each.instanceIds(id));
                    }
                };
        Instant start = stage.now();
        try (Cloud cloud = stage.sila(murder, Duration.ZERO)) {
            assertThatThrownBy(() -> shop.up(cloud, Manner.STANDARD))
                    .hasMessageContaining("instance " + victim[0] + " of mhcdata")
                    .hasMessageContaining("before it was well");
        }
        assertThat(Duration.between(start, stage.now())).isLessThan(Duration.ofMinutes(5));
    }

    /** The hosts that go are not dead hosts. */
    @Test
    void aGroupThatBecomesSmallerLosesNobody() {
        String image = shop.image("mhcdata", "20");
        shop.pipeline(row(1, "mhcdata", 4, "yes", image));
        shop.up(stage.cloud(), Manner.STANDARD);
        shop.pipeline(row(1, "mhcdata", 1, "yes", image));
        shop.up(stage.cloud(), Manner.STANDARD);
        stage.settle();
        assertThat(shop.hosts("mhcdata")).hasSize(1);
        shop.up(stage.cloud(), Manner.STANDARD);
    }

    @Test
    void whatAFailedRunMadeAndChangedIsRolledBack() {
        String good = shop.image("mhcdata", "20");
        String before = row(1, "mhcdata", 1, "yes", good);
        shop.pipeline(before);
        shop.up(stage.cloud(), Manner.STANDARD);
        String bad = shop.image("mhcnew", "never");
        shop.pipeline(row(1, "mhcdata", 2, "yes", good) + row(2, "mhcnew", 1, "yes", bad));

        assertThatThrownBy(() -> shop.up(stage.cloud(), ROLL_BACK))
                .hasMessageContaining("of mhcnew")
                .hasMessageContaining("rolled back");

        assertThat(shop.groups()).containsExactly("mhcdata");
        shop.pipeline(before);
        assertThat(PlanText.lines(shop.plan(stage.cloud()).plan())).hasSize(1);
        stage.settle();
        assertThat(shop.hosts("mhcdata")).hasSize(1);
        assertThat(stage.cloud().clients().ec2().describeLaunchTemplates().launchTemplates())
                .extracting(each -> each.launchTemplateName())
                .containsExactly("shop_mhcdata");
    }

    @Test
    void aCommandOfSsmIsASmokeTest() {
        shop.hostclasses("[mhcdata]\ninstance_profile_name=agent\nsmoke_test_probe=ssm:exit 3\n");
        agents();
        shop.pipeline(row(1, "mhcdata", 2, "yes", shop.image("mhcdata", "never")));
        Manner hasty =
                new Manner(
                        new Patience(Duration.ofMinutes(5), Duration.ofMinutes(10)),
                        true,
                        null,
                        false);
        assertThatThrownBy(() -> shop.up(stage.cloud(), hasty))
                .hasMessageContaining("ends \"exit 3\" with 0")
                .hasMessageContaining("The last try: the command's status is Failed.");
        assertThat(shop.told()).contains(": the command's status is Failed.");
        Manner asked = new Manner(hasty.patience(), true, new SmokeProbe.Command("true"), false);
        shop.up(stage.cloud(), asked);
        List<FleetState> states =
                shop.fleets(stage.cloud()).states(shop.plan(stage.cloud()), asked);
        assertThat(states).singleElement().matches(FleetState::well);
        assertThat(shop.fleets(stage.cloud()).states(shop.plan(stage.cloud()), hasty))
                .singleElement()
                .matches(each -> !each.well() && Integer.valueOf(0).equals(each.tested()));
    }

    private void agents() {
        var iam = stage.cloud().clients().iam();
        iam.createRole(each ->
                each.roleName("agent")
                        .assumeRolePolicyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                        + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                                        + "\"Action\":\"sts:AssumeRole\"}]}"));
        iam.attachRolePolicy(each ->
                each.roleName("agent")
                        .policyArn("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));
        iam.createInstanceProfile(each -> each.instanceProfileName("agent"));
        iam.addRoleToInstanceProfile(each -> each.instanceProfileName("agent").roleName("agent"));
        stage.pass(Duration.ofMinutes(1));
    }

    @Test
    void aPlanTellsThatHostsDoNotFollowTheirTemplate() {
        twoSequences("10");
        assertThat(PlanNotes.of(shop.plan(stage.cloud()).plan())).isEmpty();
        shop.up(stage.cloud(), Manner.STANDARD);
        shop.hostclasses("[mhcweb]\npublic_ip=yes\n");
        assertThat(PlanNotes.of(shop.plan(stage.cloud()).plan()))
                .singleElement()
                .satisfies(
                        note -> assertThat(note).endsWith("sila fleet refresh mhcweb --env shop."));
    }

    /** What the files wished before is not what a policy, or somebody's hand, made of it. */
    @Test
    void aPlanTellsTheSizeThatTheGroupHas() {
        String image = shop.image("mhcweb", "10");
        shop.pipeline("1,mhcweb,1,1,4,t3.small,no," + image + "\n");
        shop.up(stage.cloud(), Manner.STANDARD);
        var autoScaling = stage.cloud().clients().autoScaling();
        String group =
                autoScaling
                        .describeAutoScalingGroups()
                        .autoScalingGroups()
                        .getFirst()
                        .autoScalingGroupName();
        autoScaling.setDesiredCapacity(
                each -> each.autoScalingGroupName(group).desiredCapacity(3).honorCooldown(false));
        assertThat(shop.plan(stage.cloud()).plan().isEmpty()).isTrue();
        shop.pipeline("1,mhcweb,1,2,4,t3.small,no," + image + "\n");
        assertThat(PlanNotes.of(shop.plan(stage.cloud()).plan()))
                .containsExactly("shop_mhcweb wants 3 hosts now, and 2 after this.");
    }

    @Test
    void everyCertificateThatIsMissingIsToldAtOnce() {
        String secure = "elb=yes\nelb_port=443\ndomain_name=specimens.test\n";
        shop.hostclasses("[mhcdata]\n" + secure + "[mhcweb]\nlb_type=classic\n" + secure);
        twoSequences("never");
        assertThatThrownBy(() -> shop.plan(stage.cloud()))
                .hasMessageContaining("a certificate for mhcdata-shop.specimens.test")
                .hasMessageContaining("a certificate for mhcweb-shop.specimens.test");
    }

    @Test
    void withoutSmokeTestsServiceIsEnough() {
        twoSequences("never");
        shop.up(stage.cloud(), new Manner(Patience.STANDARD, false, null, false));
        assertThat(shop.groups()).containsExactly("mhcdata", "mhcweb");
    }
}
