package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.Balancer.Mapping;
import dev.sila.model.BalancerPorts.Side;
import dev.sila.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancerPortsTest {
    private final Problems problems = new Problems();

    private static List<String> words(String text) {
        return text.equals("-") ? List.of() : Arrays.asList(text.split(" ", -1));
    }

    private String pairs(String hostPorts, String hostProtocols, String ports, String protocols) {
        List<Mapping> pairs =
                new BalancerPorts(problems)
                        .pairs(
                                new Side(
                                        "h",
                                        "elb_instance",
                                        words(hostPorts),
                                        words(hostProtocols)),
                                new Side("b", "elb", words(ports), words(protocols)));
        return pairs.stream()
                .map(each -> text(each.outside()) + ">" + text(each.inside()))
                .collect(Collectors.joining(" "));
    }

    private static String text(Balancer.Port port) {
        return port.number() + port.protocol();
    }

    @ParameterizedTest
    @CsvSource({
        "-, -, -, -, 80HTTP>80HTTP",
        "8080, -, -, -, 8080HTTP>8080HTTP",
        "-, -, 443, -, 443HTTPS>443HTTPS",
        "8080, http, 80 443, -, 80HTTP>8080HTTP 443HTTPS>8080HTTP",
        "8080 8081, -, 80, -, 80HTTP>8080HTTP 8081HTTP>8081HTTP",
        "80 8081, -, 80 8081 9000, -, 80HTTP>80HTTP 8081HTTP>8081HTTP 9000HTTP>9000HTTP",
        "-, HTTPS, -, HTTP, 80HTTP>443HTTPS"
    })
    void whatIsMissingIsInferred(
            String hostPorts,
            String hostProtocols,
            String ports,
            String protocols,
            String expected) {
        assertThat(pairs(hostPorts, hostProtocols, ports, protocols)).isEqualTo(expected);
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void whatAnApplicationBalancerDoesNotSpeakIsRefused() {
        pairs("5672", "TCP", "70000", "-");
        assertThat(problems.list()).hasSize(2);
    }
}
