package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sila.aws.forecast.Headroom.Room;
import dev.sila.cli.operation.Insight;
import dev.sila.engine.Spec;
import dev.sila.localcloud.service.ec2.NetworkQuotas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the account's quotas leave for a plan. */
class HeadroomTest {
    private final Specimens ci = new Specimens("ci");
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Map<String, Room> rooms(List<Spec> wanted) {
        return new Insight(stage.cloud())
                .quotas(stage.plan("ci", wanted)).stream()
                        .collect(Collectors.toMap(Room::code, Function.identity()));
    }

    @Test
    void itCountsWhatAnybodyHasAndWhatThePlanAdds() {
        stage.apply(stage.plan("ci2", new Specimens("ci2").all()));
        stage.local().foundation().quotas().grant(NetworkQuotas.VPCS, 2);
        Room vpcs = Objects.requireNonNull(rooms(ci.all()).get("L-F678F1CE"));
        assertThat(vpcs.limit()).isEqualTo(2);
        // Those of two neighbours, and AWS's default one.
        assertThat(vpcs.used()).isEqualTo(3);
        assertThat(vpcs.left()).isEqualTo(-2);
        Room subnets = Objects.requireNonNull(rooms(ci.all()).get("L-407747CB"));
        assertThat(subnets.used()).isZero();
        assertThat(subnets.added()).isEqualTo(2);
        assertThat(subnets.standard()).isFalse();
    }

    @Test
    void whatIsInTheVpcCountsAndWhatIsNotMadeDoesNot() {
        stage.apply(stage.plan("ci", ci.all()));
        assertThat(rooms(ci.all())).isEmpty();
        List<Spec> more = new ArrayList<>(ci.all());
        more.add(ci.subnet("c", 2));
        Map<String, Room> rooms = rooms(more);
        assertThat(rooms).containsOnlyKeys("L-407747CB");
        assertThat(rooms.values())
                .extracting(Room::used, Room::added, Room::left)
                .containsExactly(tuple(2L, 1L, 197L));
    }
}
