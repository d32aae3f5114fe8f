package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniParser;
import dev.sila.model.Balancer;
import dev.sila.model.Scaling;
import dev.sila.model.Scaling.Adjustment;
import dev.sila.model.Scaling.Step;
import dev.sila.problem.Problem;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the options {@code scaling_…} are read. */
class ScalingReaderTest {
    private final Problems problems = new Problems();

    private Scaling read(String lines) {
        return read(lines, null);
    }

    private Scaling read(String lines, Balancer.@Nullable Type balancer) {
        IniFile file = IniParser.parse("disco_aws.ini", "[mhcweb]\n" + lines, problems);
        Lookup lookup = new Lookup(file, Precedence.HOSTCLASS, Map.of("hostclass", "mhcweb"));
        return new ScalingReader(new Options(lookup, HostclassOptions.all(), problems), problems)
                .read(balancer);
    }

    private List<String> wrong(String lines) {
        Scaling scaling = read(lines);
        assertThat(scaling).isNotNull();
        return problems.list().stream().map(Problem::what).toList();
    }

    @Test
    void theSeedsDefaultsAreTenPercentAndTenMinutes() {
        Scaling scaling = read("");
        assertThat(scaling.up()).isEqualTo(new Adjustment(10, true));
        assertThat(scaling.down()).isEqualTo(new Adjustment(-10, true));
        assertThat(scaling.cooldownSeconds()).isEqualTo(600);
        assertThat(scaling.style()).isEqualTo(new Scaling.Simple());
        assertThat(scaling.watched()).isFalse();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aTargetIsAMetricAndAValue() {
        Scaling scaling =
                read("scaling_policy=target\nscaling_target=50\nscaling_in=no\nscaling_warmup=90");
        assertThat(scaling.style()).isEqualTo(new Scaling.Target(50, false, 90));
        assertThat(scaling.watched()).isTrue();
        assertThat(problems.list()).isEmpty();
    }

    @Property
    void stepsAreReadAsTheyAreWritten(
            @ForAll @Size(min = 1, max = 19) @UniqueElements
                    List<@IntRange(min = 1, max = 1000) Integer> bounds,
            @ForAll @IntRange(min = 1, max = 99) int amount) {
        List<Integer> ascending = new ArrayList<>(new TreeSet<>(bounds));
        String text =
                "+"
                        + amount
                        + ascending.stream()
                                .map(each -> ", " + each + ":+" + (amount + 1))
                                .collect(Collectors.joining());
        Scaling scaling = read("scaling_policy=step\nscaling_up=" + text);
        assertThat(problems.list()).isEmpty();
        List<Step> steps = ((Scaling.Steps) scaling.style()).up();
        assertThat(steps.getFirst()).isEqualTo(new Step(0, new Adjustment(amount, false)));
        assertThat(steps)
                .extracting(each -> (int) each.beyond())
                .startsWith(0)
                .endsWith(ascending.getLast())
                .hasSize(ascending.size() + 1);
    }

    @Test
    void whatDoesNotFitIsTold() {
        assertThat(wrong("scaling_up=+1, 15:+2")).singleElement().asString().contains("step");
    }

    @Test
    void stepsAscendAndAreAlike() {
        assertThat(wrong("scaling_policy=step\nscaling_up=+1, 15:10%, 10:+3"))
                .hasSize(2)
                .anyMatch(each -> each.contains("do not ascend"))
                .anyMatch(each -> each.contains("hosts and percent"));
    }

    @Test
    void aTargetNeedsItsValueAndNoThreshold() {
        assertThat(wrong("scaling_policy=target\nscaling_up_threshold=70"))
                .hasSize(2)
                .anyMatch(each -> each.contains("needs a scaling_target"))
                .anyMatch(each -> each.contains("scaling_up_threshold needs scaling_policy"));
    }

    /** Each type of load balancers counts in a namespace of its own. */
    @Test
    void aBalancersMetricNeedsTheBalancer() {
        String metric = "scaling_metric=AWS/ApplicationELB/TargetResponseTime";
        assertThat(read(metric, Balancer.Type.ALB).namespace()).isEqualTo("AWS/ApplicationELB");
        assertThat(problems.list()).isEmpty();
        assertThat(read(metric, Balancer.Type.NLB).metric()).isEqualTo("TargetResponseTime");
        assertThat(read(metric).metric()).isEqualTo("TargetResponseTime");
        assertThat(problems.list().stream().map(Problem::what).toList())
                .hasSize(2)
                .anyMatch(each -> each.contains("lb_type=alb, but the hostclass has lb_type=nlb"))
                .anyMatch(each -> each.contains("lb_type=alb, but the hostclass has none"));
    }

    @Test
    void aPolicyOfNoSortIsRefused() {
        assertThat(wrong("scaling_policy=stepp\nscaling_target=5"))
                .hasSize(2)
                .anyMatch(each -> each.contains("\"stepp\""))
                .anyMatch(each -> each.contains("scaling_target needs"));
    }
}
