package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniParser;
import dev.sila.problem.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrecedenceTest {
    /**
     * Each order with its holes, the option asked for, and the places from strongest to weakest.
     */
    static Stream<Arguments> orders() {
        return Stream.concat(hostclassOrders(), otherOrders());
    }

    private static Stream<Arguments> hostclassOrders() {
        Map<String, String> host = Map.of("hostclass", "mhcfoo", "environment", "ci");
        return Stream.of(
                Arguments.of(
                        Precedence.HOSTCLASS,
                        host,
                        "eip",
                        List.of(
                                "mhcfoo|eip@ci",
                                "mhcfoo|eip",
                                "disco_aws|default_eip@ci",
                                "disco_aws|default_eip")),
                Arguments.of(
                        Precedence.BAKE,
                        host,
                        "phase",
                        List.of("mhcfoo|phase", "bake|phase", "disco_aws|default_phase")),
                Arguments.of(
                        Precedence.DEPLOY,
                        host,
                        "test_user",
                        List.of(
                                "mhcfoo|test_user",
                                "test|test_user",
                                "test|user",
                                "disco_aws|default_test_user")));
    }

    private static Stream<Arguments> otherOrders() {
        return Stream.of(
                Arguments.of(
                        Precedence.IAM,
                        Map.of("account", "prod"),
                        "role_prefix",
                        List.of("iam|role_prefix@prod", "iam|role_prefix")),
                Arguments.of(
                        Precedence.VPC,
                        Map.of("environment", "ci", "type", "build"),
                        "vpc_cidr",
                        List.of("env:ci|vpc_cidr", "envtype:build|vpc_cidr", "peerings|vpc_cidr")),
                Arguments.of(
                        Precedence.ALARMS,
                        Map.of("section", "t.n.m", "hostclass", "h"),
                        "level",
                        List.of("t.n.m.h|level", "t.n.m|level", "defaults|level")),
                Arguments.of(
                        Precedence.ELASTICSEARCH,
                        Map.of("environment", "ci", "name", "logs"),
                        "version",
                        List.of("ci:logs|version", "defaults|version")));
    }

    private static IniFile file(List<String> places) {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        for (String place : places) {
            List<String> parts = Arrays.asList(place.split("\\|", -1));
            sections.computeIfAbsent(parts.getFirst(), _ -> new StringBuilder())
                    .append(parts.getLast() + "=" + place + "\n");
        }
        StringBuilder text = new StringBuilder();
        sections.forEach((name, options) -> text.append("[" + name + "]\n" + options));
        return IniParser.parse("x.ini", text.toString(), new Problems());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theStrongestPlaceThatHasTheOptionCounts(
            Precedence precedence, Map<String, String> holes, String option, List<String> places) {
        assertThat(precedence.rules()).hasSameSizeAs(places);
        for (int i = 0; i < places.size(); i++) {
            Lookup lookup = new Lookup(file(places.subList(i, places.size())), precedence, holes);
            Option found = lookup.find(option).orElseThrow();
            assertThat(found.value()).isEqualTo(places.get(i));
            assertThat(found.rule()).isEqualTo("[" + places.get(i).replace("|", "] "));
        }
        assertThat(new Lookup(file(List.of()), precedence, holes).find(option)).isEmpty();
    }

    @Test
    void aRuleWhoseHoleIsEmptyIsPassedOver() {
        IniFile file = file(List.of("iam|role_prefix@prod", "iam|role_prefix"));
        Lookup lookup = new Lookup(file, Precedence.IAM, Map.of());
        assertThat(lookup.find("role_prefix").map(Option::value)).contains("iam|role_prefix");
    }

    @Test
    void theOtherEnvironmentsOptionIsNotTaken() {
        IniFile file = file(List.of("mhcfoo|eip@ci2", "mhcfoo|eip"));
        Lookup lookup =
                new Lookup(
                        file,
                        Precedence.HOSTCLASS,
                        Map.of("hostclass", "mhcfoo", "environment", "ci"));
        assertThat(lookup.find("eip").map(Option::value)).contains("mhcfoo|eip");
    }

    @Test
    void rulesReadAsTheyAreWritten() {
        assertThat(Precedence.HOSTCLASS.rules())
                .extracting(Rule::toString)
                .containsExactly(
                        "[{hostclass}] {option}@{environment}",
                        "[{hostclass}] {option}",
                        "[disco_aws] default_{option}@{environment}",
                        "[disco_aws] default_{option}");
    }

    @Test
    void explainNamesValueFileLineAndRule() {
        Configuration storefront = ConfigurationReader.read(Path.of("examples/storefront"));
        List<Option> options = ConfigExplain.hostclass(storefront, "mhcweb", "storefront2");
        assertThat(options)
                .anySatisfy(each -> {
                    assertThat(each.name()).isEqualTo("elb_public");
                    assertThat(each.value()).isEqualTo("no");
                    assertThat(each.file()).isEqualTo("disco_aws.ini");
                    assertThat(each.line()).isPositive();
                    assertThat(each.rule()).isEqualTo("[mhcweb] elb_public@storefront2");
                })
                .anySatisfy(each -> {
                    assertThat(each.name()).isEqualTo("meta_network");
                    assertThat(each.rule()).isEqualTo("[disco_aws] default_meta_network");
                })
                .anySatisfy(each ->
                        assertThat(each)
                                .isEqualTo(
                                        new Option(
                                                "elb_cross_zone_load_balancing",
                                                "True",
                                                "default",
                                                0,
                                                "default")));
    }
}
