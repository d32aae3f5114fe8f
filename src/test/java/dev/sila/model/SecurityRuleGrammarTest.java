package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.SecurityRule.Everywhere;
import dev.sila.model.SecurityRule.Ipv6Range;
import dev.sila.model.SecurityRule.Net;
import dev.sila.model.SecurityRule.Ports;
import dev.sila.model.SecurityRule.PrefixList;
import dev.sila.model.SecurityRule.Range;
import dev.sila.problem.Problem;
import dev.sila.problem.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityRuleGrammarTest {
    private final Problems problems = new Problems();
    private final SecurityRuleGrammar grammar =
            new SecurityRuleGrammar("disco_vpc.ini:7", List.of("intranet", "dmz"), problems);

    @Test
    void theExampleOfTheManualIsRead() {
        assertThat(grammar.read("tcp dmz 0:1024 443 8080, icmp 10.0.0.0/8 -1"))
                .containsExactly(
                        new SecurityRule(
                                "tcp",
                                new Net("dmz"),
                                List.of(
                                        new Ports(0, 1024),
                                        new Ports(443, 443),
                                        new Ports(8080, 8080))),
                        new SecurityRule(
                                "icmp", new Range(Cidr.of("10.0.0.0/8")), List.of(Ports.ALL)));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void ipv6RangesAndPrefixListsAreSourcesToo() {
        assertThat(grammar.read("tcp 2001:DB8::/32 443, icmpv6 ::/0 -1, tcp pl-63a5400a 443"))
                .containsExactly(
                        new SecurityRule(
                                "tcp",
                                new Ipv6Range(Ipv6Cidr.read("2001:db8::/32").orElseThrow()),
                                List.of(new Ports(443, 443))),
                        new SecurityRule(
                                "icmpv6",
                                new Ipv6Range(Ipv6Cidr.read("::/0").orElseThrow()),
                                List.of(Ports.ALL)),
                        new SecurityRule(
                                "tcp",
                                new PrefixList("pl-63a5400a"),
                                List.of(new Ports(443, 443))));
        assertThat(problems.list()).isEmpty();
        assertThat(grammar.read("tcp 2001:db8::/129 1, tcp pl-63 1, tcp ::1 1")).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::line)
                .satisfiesExactly(
                        line -> assertThat(line).contains("is no IPv6 range"),
                        line -> assertThat(line).contains("\"pl-63\" is no metanetwork"),
                        line -> assertThat(line).contains("is no IPv6 range"));
    }

    @Test
    void protocolsAreNamedAsEc2AnswersThem() {
        assertThat(grammar.read("TCP all 22,17 all 53\n, all dmz -1, 50 dmz -1,icmp dmz 8 3:4"))
                .containsExactly(
                        new SecurityRule("tcp", new Everywhere(), List.of(new Ports(22, 22))),
                        new SecurityRule("udp", new Everywhere(), List.of(new Ports(53, 53))),
                        new SecurityRule("-1", new Net("dmz"), List.of(Ports.ALL)),
                        new SecurityRule("50", new Net("dmz"), List.of(Ports.ALL)),
                        new SecurityRule(
                                "icmp",
                                new Net("dmz"),
                                List.of(new Ports(8, -1), new Ports(3, 4))));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void everyMistakeIsReportedAndTheRestIsRead() {
        List<SecurityRule> rules =
                grammar.read(
                        "tcp dmz, tpc dmz 1, tcp intranett 1, tcp 10.0.0.0/40 1, tcp dmz 70000,"
                                + " tcp dmz 9:8, tcp dmz -1, icmp dmz 300, tcp dmz x, udp dmz 5");
        assertThat(rules)
                .containsExactly(new SecurityRule("udp", new Net("dmz"), List.of(new Ports(5, 5))));
        assertThat(problems.list())
                .hasSize(9)
                .allMatch(each -> each.where().equals("disco_vpc.ini:7"))
                .extracting(Problem::line)
                .anySatisfy(line -> assertThat(line).contains("Did you mean tcp?"))
                .anySatisfy(line -> assertThat(line).contains("Did you mean intranet?"))
                .anySatisfy(line -> assertThat(line).contains("write 0:65535"));
    }

    @Test
    void customerPortsAreSeparatedByCommasOrSpace() {
        assertThat(grammar.readPorts("443,80 8000:8080"))
                .containsExactly(new Ports(443, 443), new Ports(80, 80), new Ports(8000, 8080));
    }
}
