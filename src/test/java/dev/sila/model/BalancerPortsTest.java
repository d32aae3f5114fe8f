package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.Balancer.Mapping;
import dev.sila.model.BalancerPorts.Side;
import dev.sila.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancerPortsTest {
    private final Problems problems = new Problems();

    private static List<String> words(String text) {
        return text.equals("-") ? List.of() : Arrays.asList(text.split(" ", -1));
    }

    private List<Mapping> mappings(Balancer.Type type, String hosts, String balancer) {
        String[] inside = hosts.split("/", -1);
        String[] outside = balancer.split("/", -1);
        return new BalancerPorts(type, problems)
                .pairs(
                        new Side("h", "elb_instance", words(inside[0]), words(inside[1])),
                        new Side("b", "elb", words(outside[0]), words(outside[1])));
    }

    private String pairs(Balancer.Type type, String hosts, String balancer) {
        return mappings(type, hosts, balancer).stream()
                .map(each -> text(each.outside()) + ">" + text(each.inside()))
                .collect(Collectors.joining(" "));
    }

    private static String text(Balancer.Port port) {
        return port.number() + port.protocol();
    }

    /** Each side is ports, a slash, protocols; {@code -} is an option that is not there. */
    @ParameterizedTest
    @CsvSource({
        "ALB, -/-, -/-, 80HTTP>80HTTP",
        "ALB, 8080/-, -/-, 8080HTTP>8080HTTP",
        "ALB, -/-, 443/-, 443HTTPS>443HTTPS",
        "ALB, 8080/http, 80 443/-, 80HTTP>8080HTTP 443HTTPS>8080HTTP",
        "ALB, 8080 8081/-, 80/-, 80HTTP>8080HTTP 8081HTTP>8081HTTP",
        "ALB, 80 8081/-, 80 8081 9000/-, 80HTTP>80HTTP 8081HTTP>8081HTTP 9000HTTP>9000HTTP",
        "ALB, -/HTTPS, -/HTTP, 80HTTP>443HTTPS",
        "CLASSIC, -/-, -/-, 80HTTP>80HTTP",
        "CLASSIC, 5672/-, -/-, 5672TCP>5672TCP",
        "CLASSIC, 8080/HTTP, 80 443/HTTP HTTPS, 80HTTP>8080HTTP 443HTTPS>8080HTTP",
        "CLASSIC, 8080/-, 443/-, 443HTTPS>8080HTTP",
        "CLASSIC, 80/-, 8443/-, 8443HTTP>80HTTP",
        "CLASSIC, 443/-, 443/TCP, 443TCP>443TCP",
        "CLASSIC, 443/-, 443/SSL, 443SSL>443SSL",
        "CLASSIC, 9000/TCP, 443/-, 443SSL>9000TCP",
        "CLASSIC, 9000/TCP, 80/-, 80TCP>9000TCP",
        "CLASSIC, 5671/-, 5671/SSL, 5671SSL>5671TCP",
        "NLB, 5672/-, -/-, 5672TCP>5672TCP",
        "NLB, 8080/HTTP, 443/-, 443HTTPS>8080HTTP",
        "NLB, 443/-, 443/TCP, 443TCP>443TCP",
        "NLB, 8080/HTTP, 9000/TCP, 9000TCP>8080HTTP"
    })
    void whatIsMissingIsInferred(
            Balancer.Type type, String hosts, String balancer, String expected) {
        assertThat(pairs(type, hosts, balancer)).isEqualTo(expected);
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ALB, 5672/TCP, 80/-",
        "ALB, 80/-, 70000/-",
        "CLASSIC, 80/-, 0/-",
        "CLASSIC, -/TCP, 80/HTTP",
        "CLASSIC, 80/HTTP, 81/TCP",
        "CLASSIC, 80/-, 81/UDP",
        "NLB, 443/SSL, 443/TCP"
    })
    void whatCannotBeIsAnError(Balancer.Type type, String hosts, String balancer) {
        pairs(type, hosts, balancer);
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void everyWrongPortIsTold() {
        pairs(Balancer.Type.ALB, "5672/TCP", "70000/-");
        assertThat(problems.list()).hasSize(2);
    }

    /** AWS refuses a classic listener whose sides are of different layers. */
    @Property
    void aClassicBalancerNeverMixesLayersBySilence(
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 65535) Integer> hosts,
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 65535) Integer> balancer) {
        List<Mapping> pairs =
                new BalancerPorts(Balancer.Type.CLASSIC, new Problems())
                        .pairs(
                                new Side("h", "elb_instance", numbers(hosts), List.of()),
                                new Side("b", "elb", numbers(balancer), List.of()));
        assertThat(pairs).hasSize(Math.max(1, Math.max(hosts.size(), balancer.size())));
        assertThat(pairs)
                .allSatisfy(
                        each -> assertThat(each.outside().http()).isEqualTo(each.inside().http()));
    }

    private static List<String> numbers(List<Integer> ports) {
        return ports.stream().map(String::valueOf).toList();
    }
}
