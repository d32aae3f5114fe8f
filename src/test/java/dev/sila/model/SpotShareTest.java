package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpotShareTest {
    @Property(tries = 50)
    void aPercentageIsOfAllAndANumberIsOfHosts(@ForAll @IntRange(max = 100) int share) {
        assertThat(SpotShare.read(share + "%")).hasValue(new SpotShare(0, share));
        assertThat(SpotShare.read(" " + share)).hasValue(new SpotShare(share, 0));
    }

    @Test
    void blankIsAllOnSpotAndAnythingElseIsWrong() {
        assertThat(SpotShare.read(" ")).hasValue(SpotShare.ALL_SPOT);
        for (String wrong : List.of("101%", "-1", "x", "10 %", "1.5", "%")) {
            assertThat(SpotShare.read(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void typesShareTheDisksThatAllOfThemHave() {
        assertThat(InstanceStores.commonTo(List.of("m3.xlarge"))).isEqualTo(2);
        assertThat(InstanceStores.commonTo(List.of("m3.xlarge", "m3.large"))).isEqualTo(1);
        assertThat(InstanceStores.commonTo(List.of("m3.xlarge", "m5d.large"))).isZero();
        assertThat(InstanceStores.commonTo(List.of())).isZero();
    }
}
