package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.problem.Problem;
import dev.sila.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeeringReaderTest {
    private static final String NETWORKS =
            """
            [envtype:sandbox]
            ip_space=10.64.0.0/12
            vpc_cidr_size=22
            intranet_cidr=auto
            intranet_sg_rules=tcp intranet 80
            tunnel_cidr=auto
            tunnel_sg_rules=tcp intranet 80
            [env:ci]
            type=sandbox
            [env:ranged]
            type=bare
            vpc_cidr=10.1.0.0/20
            [envtype:bare]
            intranet_cidr=auto
            intranet_sg_rules=tcp intranet 80
            [peerings]
            """;

    @TempDir private Path folder = Path.of("");

    private List<Problem> check(String lines) throws IOException {
        Files.writeString(folder.resolve("disco_aws.ini"), "[disco_aws]\nproject_name=p\n");
        Files.writeString(folder.resolve("disco_vpc.ini"), NETWORKS + lines);
        return ConfigCheck.check(folder, null).stream()
                .filter(each -> Integer.parseInt(each.where().replaceAll(".*:", "")) > 16)
                .toList();
    }

    private static String told(List<Problem> problems, Severity severity) {
        return problems.stream()
                .filter(each -> each.severity() == severity)
                .map(Problem::line)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void linesThatFitTheRestOfTheFileHaveNoProblem() throws IOException {
        assertThat(
                        check(
                                """
                                connection_1=*:sandbox/tunnel ci/intranet
                                connection_2=ci:sandbox/tunnel *:bare/intranet
                                connection_three=sandbox/tunnel ranged/intranet
                                """))
                .isEmpty();
    }

    @Test
    void everyLineThatDoesNotFitIsToldWithItsPlaceAndTheNameThatWasMeant() throws IOException {
        List<Problem> problems =
                check(
                        """
                        connection_1=*:sandbx/tunnel ci/intranet
                        connection_2=ci/tunel *:bare/tunnel
                        conection_3=a/b c/d
                        connection_4=cii/tunnel ci
                        """);
        assertThat(told(problems, Severity.ERROR).lines())
                .satisfiesExactlyInAnyOrder(
                        line ->
                                assertThat(line)
                                        .contains("disco_vpc.ini:17: ", "Did you mean sandbox?"),
                        line ->
                                assertThat(line)
                                        .contains("disco_vpc.ini:18: ", "Did you mean tunnel?"),
                        line ->
                                assertThat(line)
                                        .contains(
                                                "disco_vpc.ini:18: ",
                                                "The metanetworks are: intranet"),
                        line -> assertThat(line).contains("disco_vpc.ini:19: ", "connection_"),
                        line -> assertThat(line).contains("disco_vpc.ini:20: ", "no end"));
    }

    @Test
    void anEnvironmentThatNoSectionKnowsIsOnlyDoubtful() throws IOException {
        List<Problem> problems = check("connection_1=cii/tunnel ci/intranet\n");
        assertThat(told(problems, Severity.WARNING))
                .contains("disco_vpc.ini:17: cii/tunnel", "Did you mean ci?");
        assertThat(told(problems, Severity.ERROR)).isEmpty();
    }
}
