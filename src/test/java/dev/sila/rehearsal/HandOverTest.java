package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.Subnet;
import dev.sila.cli.operation.Cloud;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Progress;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subnet changes its route table in one call: it never falls back to the VPC's main table. */
class HandOverTest {
    private final Specimens ci = new Specimens("ci");
    private final Faults faults = new Faults();
    private final Stage stage = new Stage(faults, Realm.standard());

    private final Subnet a = ci.subnet("a", 0);
    private final Subnet b = ci.subnet("b", 1);

    @AfterEach
    void close() {
        stage.close();
    }

    private List<Spec> with(RouteTable... tables) {
        Stream<Spec> rest = Stream.of(ci.dhcp(), ci.vpc(), ci.gateway(), a, b);
        return Stream.concat(rest, Arrays.stream(tables)).toList();
    }

    private RouteTable table(String name, Subnet... subnets) {
        Set<Ref<Subnet>> served =
                Arrays.stream(subnets).map(Ref::to).collect(Collectors.toUnmodifiableSet());
        return new RouteTable(
                name,
                Ref.to(ci.vpc()),
                Set.of(new RouteTable.Route("0.0.0.0/0", Ref.to(ci.gateway()))),
                served,
                ci.tags(name, "network"));
    }

    private void bring(Cloud cloud, List<Spec> wanted) {
        Plan plan = stage.plan("ci", wanted);
        var report = cloud.applier().apply(plan, Progress.NONE);
        assertThat(report.problems()).as("%s", PlanText.lines(plan)).isEmpty();
        assertThat(PlanText.lines(stage.plan("ci", wanted))).hasSize(1);
    }

    private void moves(List<Spec> before, List<Spec> after, int subnets) {
        bring(stage.cloud(), before);
        faults.clear();
        bring(stage.cloud(), after);
        assertThat(faults.calls("ReplaceRouteTableAssociation")).isEqualTo(subnets);
        assertThat(faults.calls("DisassociateRouteTable")).isZero();
    }

    @Test
    void oneTableForAllBecomesOneForEachAndBack() {
        List<Spec> central = with(table("ci_web", a, b));
        List<Spec> zonal = with(table("ci_web_a", a), table("ci_web_b", b));
        moves(central, zonal, 2);
        moves(zonal, central, 2);
    }

    @Test
    void aTableThatStaysHandsOverToANewOneAndTakesBack() {
        List<Spec> central = with(table("ci_web", a, b));
        List<Spec> zonal = with(table("ci_web", a), table("ci_web_b", b));
        moves(central, zonal, 1);
        moves(zonal, central, 1);
    }

    @Test
    void aTableHandsOverToOneThatIsThereInEitherDirection() {
        List<Spec> one = with(table("ci_1", a, b), table("ci_2"));
        List<Spec> two = with(table("ci_1"), table("ci_2", a, b));
        moves(one, two, 2);
        moves(two, one, 2);
    }

    @Test
    void twoTablesSwapTheirSubnets() {
        bring(stage.cloud(), with(table("ci_1", a), table("ci_2", b)));
        bring(stage.cloud(), with(table("ci_1", b), table("ci_2", a)));
    }

    @Test
    void aLostReplyOfTheMoveChangesNothing() {
        bring(stage.cloud(), with(table("ci_web", a, b)));
        faults.clear();
        faults.loseReply("ReplaceRouteTableAssociation", 1);
        bring(stage.cloud(), with(table("ci_web_a", a), table("ci_web_b", b)));
        assertThat(faults.calls("DisassociateRouteTable")).isZero();
    }
}
