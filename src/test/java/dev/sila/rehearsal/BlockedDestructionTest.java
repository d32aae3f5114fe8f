package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Subscription;
import dev.sila.aws.kind.Topic;
import dev.sila.aws.kind.Vpc;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.engine.Found;
import dev.sila.engine.Progress;
import dev.sila.engine.Report;
import dev.sila.engine.Spec;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import dev.sila.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What holds up the end of an environment is named, waited for, and the rest is resumed. */
final class BlockedDestructionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Faults faults = new Faults();
    private final Stage stage = new Stage(faults, Realm.standard());
    private final List<String> waits = Collections.synchronizedList(new ArrayList<>());
    private Ec2Client ec2 = stage.cloud().clients().ec2();

    @BeforeEach
    void build() {
        ec2 = stage.cloud().clients().ec2();
        List<Spec> all = new Specimens("ci").all();
        assertThat(stage.apply(stage.plan("ci", all)).problems()).isEmpty();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private <S extends Spec> Found<S> one(Class<S> type) {
        return Environments.resources(stage.cloud(), "ci").stream()
                .filter(each -> type.isInstance(each.state()))
                .map(each -> new Found<>(each.id(), type.cast(each.state()), each.attrs()))
                .findFirst()
                .orElseThrow();
    }

    private String foreignInterface() {
        return ec2.createNetworkInterface(request ->
                        request.subnetId(one(Subnet.class).id())
                                .groups(one(SecurityGroup.class).id())
                                .description("ELB app/legacy/50dc6c495c0c9188"))
                .networkInterface()
                .networkInterfaceId();
    }

    private Report destroy(Runnable whileWaiting) {
        try (Cloud cloud =
                stage.sila(
                        (wait, soFar) -> {
                            waits.add(wait.what());
                            whileWaiting.run();
                        },
                        PATIENCE)) {
            return cloud.applier().apply(Environments.destruction(cloud, "ci"), Progress.NONE);
        }
    }

    /** What is left; topics stay on purpose. */
    private List<Found<?>> resources() {
        return Environments.resources(stage.cloud(), "ci").stream()
                .filter(each ->
                        !(each.state() instanceof Topic) && !(each.state() instanceof Subscription))
                .toList();
    }

    private List<String> problems(Report report) {
        return report.problems().stream().map(Problem::line).toList();
    }

    @Test
    void withoutAnObstacleNobodyLooksForOne() {
        faults.clear();
        assertThat(problems(destroy(() -> {}))).isEmpty();
        assertThat(faults.calls("DescribeSecurityGroupReferences")).isZero();
        assertThat(faults.calls("DescribeNetworkAcls")).isZero();
    }

    @Test
    void anInterfaceOfAnotherIsNamedWithItsOwnerAndWaitedFor() {
        String id = foreignInterface();

        Report report = destroy(() -> {});

        String holder = "network interface " + id + " of the load balancer legacy";
        assertThat(waits).anyMatch(each -> each.contains("subnet") && each.contains(holder));
        assertThat(problems(report))
                .anyMatch(each ->
                        each.startsWith("subnet ")
                                && each.contains(holder)
                                && each.contains("usually goes within 5 min")
                                && each.contains("waited 120 s (DependencyViolation)")
                                && each.contains("Delete that balancer"))
                .anyMatch(each -> each.startsWith("security group ") && each.contains(holder));

        ec2.deleteNetworkInterface(request -> request.networkInterfaceId(id));
        assertThat(problems(destroy(() -> {}))).isEmpty();
        assertThat(resources()).isEmpty();
    }

    @Test
    void itGoesOnByItselfOnceTheObstacleIsGone() {
        String id = foreignInterface();
        AtomicBoolean removed = new AtomicBoolean();
        Runnable remove =
                () -> {
                    if (waits.getLast().contains(id) && !removed.getAndSet(true)) {
                        ec2.deleteNetworkInterface(request -> request.networkInterfaceId(id));
                    }
                };
        assertThat(problems(destroy(remove))).isEmpty();
        assertThat(resources()).isEmpty();
    }

    @Test
    void aRuleOfAForeignGroupIsNamed() {
        String vpc = one(Vpc.class).id();
        String foreign =
                ec2.createSecurityGroup(
                                request -> request.groupName("legacy").description("x").vpcId(vpc))
                        .groupId();
        UserIdGroupPair ours =
                UserIdGroupPair.builder().groupId(one(SecurityGroup.class).id()).build();
        IpPermission rule =
                IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(80)
                        .toPort(80)
                        .userIdGroupPairs(ours)
                        .build();
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(foreign).ipPermissions(rule));

        assertThat(problems(destroy(() -> {})))
                .anyMatch(each ->
                        each.startsWith("security group ")
                                && each.contains(
                                        "a rule of the security group " + foreign + " (legacy)"));

        ec2.revokeSecurityGroupIngress(request -> request.groupId(foreign).ipPermissions(rule));
        assertThat(problems(destroy(() -> {})))
                .singleElement()
                .asString()
                .startsWith("vpc ")
                .contains("security group " + foreign);

        ec2.deleteSecurityGroup(request -> request.groupId(foreign));
        assertThat(problems(destroy(() -> {}))).isEmpty();
    }

    @Test
    void aLookThatIsRefusedDoesNotEndTheWait() {
        String id = foreignInterface();
        String look = "DescribeNetworkInterfaces";
        long before = faults.journal().stream().filter(look::equals).count();
        // The next one is the plan's own.
        for (long call = before + 2; call < before + 40; call++) {
            faults.refuse(look, call, new AwsFailure("UnauthorizedOperation", "no"));
        }
        Runnable nothing = () -> assertThat(id).startsWith("eni-");
        assertThat(problems(destroy(nothing)))
                .anyMatch(each ->
                        each.startsWith("security group ") && each.contains("DependencyViolation"));
    }
}
