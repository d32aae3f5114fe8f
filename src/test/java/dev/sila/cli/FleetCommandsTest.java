package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.HttpEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines, fleets, addresses and snapshots, as a user types their commands. */
final class FleetCommandsTest {
    private static final Path EXAMPLE = Path.of("examples/storefront");

    private final LocalCloud cloud = Services.all(LocalCloud.builder()).speed(400).build();
    private Map<String, String> variables = Map.of();

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void listen() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path each : files.toList()) {
                Path copy = folder.resolve("files").resolve(EXAMPLE.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        }
        HttpEndpoint endpoint = cloud.listen(0, () -> {});
        variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "XDG_STATE_HOME", folder.toString(),
                        "SILA_CONFIG", folder.resolve("files").toString(),
                        "ENDPOINT", endpoint.uri().toString());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Run sila(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--endpoint-url", Objects.requireNonNull(variables.get("ENDPOINT"))));
        return new Run.Desk("", variables).run(words.toArray(String[]::new));
    }

    private Run done(String line) {
        Run run = sila(line);
        assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        return run;
    }

    @Test
    void aPipelineIsCheckedCycledAndLookedAt() throws IOException {
        done("env create --name storefront --yes");
        String rest = " --env storefront --pipeline storefront";
        Run missing = sila("pipeline check" + rest);
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("It is not as the files say");
        done("pipeline up --yes" + rest);
        assertThat(done("pipeline check" + rest).out())
                .containsPattern("1 +mhcworker +1 +1 +1 +- +yes")
                .containsPattern("2 +mhcweb +2 +2 +2 +- +yes");
        assertThat(done("pipeline up --yes" + rest).err()).contains("Sequence 2 is in service");

        Run unasked = sila("pipeline cycle" + rest);
        assertThat(unasked.code()).isEqualTo(1);
        assertThat(unasked.err()).contains("--yes");
        String before = done("host list --env storefront").out();
        Run cycled = done("pipeline cycle --yes" + rest);
        assertThat(cycled.err())
                .contains("deleted auto scaling group", "created auto scaling group");
        assertThat(done("host list --env storefront").out()).isNotEqualTo(before);
        assertThat(done("pipeline check" + rest).code()).isZero();

        assertThat(done("fleet list --env storefront").out()).containsPattern("mhcweb .*t3.small");
        assertThat(done("fleet show mhcweb --env storefront").out())
                .contains("InService, serving", "load balancer storefront-mhcweb");
        assertThat(done("fleet policies --env storefront --hostclass mhcweb").out())
                .containsPattern("mhcweb +up +SimpleScaling +\\+2 ")
                .doesNotContain("mhcworker");
        assertThat(done("fleet refresh mhcweb --env storefront").err()).contains("Nothing to do");
        Path file = folder.resolve("files/pipelines/storefront.csv");
        Files.writeString(file, Files.readString(file).replace("t3.small", "t3.large"));
        assertThat(done("pipeline plan" + rest).err())
                .contains("sila fleet refresh mhcweb --env storefront")
                .contains("No record is made for mhcweb-storefront.example.com");
        done("fleet down mhcworker --env storefront --yes");
        assertThat(done("fleet list --env storefront").out()).doesNotContain("mhcworker");
    }

    @Test
    void aHostclassThatNobodyKnowsIsAUsageError() throws IOException {
        done("env create --name storefront --yes");
        for (String verb : List.of("plan", "update", "delete")) {
            Run typo = sila("lb " + verb + " --env storefront --hostclass mhcwbe");
            assertThat(typo.code()).as(verb).isEqualTo(2);
            assertThat(typo.err()).contains("--hostclass mhcwbe: ", "Did you mean mhcweb?");
        }
    }

    @Test
    void aSecondGroupIsTriedBesideTheOneThatServes() throws IOException {
        done("env create --name storefront --yes");
        String rest = " --env storefront --pipeline storefront";
        done("pipeline up --yes" + rest);
        String hosts = done("host list --env storefront").out();
        String balancers = done("lb list --env storefront -o json").out();
        String image =
                "resolve:ssm:/aws/service/ami-amazon-linux-latest/"
                        + "al2023-ami-kernel-default-x86_64";
        String up =
                "fleet up mhcweb --testing --no-smoke-test --yes --env storefront"
                        + " --desired-size 1 --max-size 1 --ami "
                        + image;
        assertThat(done(up + " --dry-run").out()).contains("storefront_mhcweb-test");
        Run made = done(up);
        assertThat(made.out() + made.err())
                .contains("mhcweb-test: 1 wanted, 1 launched, 1 in service")
                .doesNotContainPattern("storefront[_-]mhcweb(?!-test)")
                .doesNotContain("created metric alarm", "created scaling policy");
        assertThat(done(up).err()).contains("Nothing to do");
        assertThat(done("fleet list --env storefront").out())
                .containsPattern("mhcweb +\\S+ +t3.small +2 +2 +4 +2 +2")
                .containsPattern("mhcweb-test +\\S+ +m5.large +0 +1 +1 +1 +1");
        assertThat(done("host list --env storefront").out().lines())
                .containsAll(hosts.lines().toList())
                .hasSize(1 + (int) hosts.lines().count());
        assertThat(done("lb list --env storefront").out()).contains("storefront-mhcweb-test");
        assertThat(done("pipeline check" + rest).err()).doesNotContain("not as the files say");
        assertThat(done("alarm plan --env storefront").out()).doesNotContain("mhcweb-test");

        Run confused = sila("fleet up mhcweb-test --yes --env storefront --ami " + image);
        assertThat(confused.code()).isEqualTo(1);
        assertThat(confused.err()).contains("it is a group for tests of another hostclass");

        done("fleet down mhcweb --testing --yes --env storefront");
        assertThat(done("fleet list --env storefront").out()).doesNotContain("-test");
        assertThat(done("lb list --env storefront -o json").out()).isEqualTo(balancers);
        assertThat(done("host list --env storefront").out()).isEqualTo(hosts);
        Path ini = folder.resolve("files/disco_aws.ini");
        Files.writeString(ini, "\n[mhcweb-test]\n", StandardOpenOption.APPEND);
        assertThat(sila(up).err()).contains("which is a hostclass of its own");
    }

    @Test
    void aFailedRunIsRolledBackIfAskedTo() throws IOException {
        done("env create --name storefront --yes");
        Files.writeString(
                folder.resolve("files/pipelines/bad.csv"),
                "sequence,hostclass,min_size,desired_size,max_size,smoke_test,ami\n"
                        + "1,mhcworker,1,1,1,yes,resolve:ssm:/aws/service/ami-amazon-linux-latest/"
                        + "al2023-ami-kernel-default-x86_64\n");
        String up = "pipeline up --env storefront --pipeline bad --yes --smoke-test-wait 10";
        Run rolledBack = sila(up + " --on-failure roll-back");
        assertThat(rolledBack.code()).isEqualTo(1);
        assertThat(rolledBack.err())
                .contains("The end of the console of i-", "has not passed its smoke test")
                .contains("was rolled back");
        assertThat(done("fleet list --env storefront").out()).doesNotContain("mhcworker");
        assertThat(sila(up + " --on-failure keep").code()).isEqualTo(1);
        assertThat(done("fleet list --env storefront").out()).contains("mhcworker");
        assertThat(sila("pipeline check --env storefront --pipeline bad").code()).isEqualTo(1);
        done(up + " --no-smoke-test");
    }

    @Test
    void whatNamesNothingIsAUsageError() {
        done("env create --name storefront --yes");
        assertThat(sila("fleet show mhcwep --env storefront").code()).isEqualTo(2);
        Run pipeline = sila("pipeline plan --env storefront --pipeline storefrond");
        assertThat(pipeline.code()).isEqualTo(2);
        assertThat(pipeline.err()).contains("Did you mean storefront?");
        assertThat(sila("lb delete --env storefrond --hostclass mhcweb --yes").code()).isEqualTo(1);
        Run unknown = sila("fleet up mhcwep --env storefront --yes");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("Did you mean mhcweb?");
        assertThat(sila("fleet down mhcwep --env storefront --yes").code()).isEqualTo(2);
        assertThat(sila("eip release 192.0.2.77 --yes").code()).isEqualTo(2);
        assertThat(sila("snapshot delete snap-0123456789abcdef0 --yes").code()).isEqualTo(2);
        assertThat(sila("snapshot purge --env storefront").code()).isEqualTo(2);
        assertThat(sila("snapshot purge --env storefront --stray-ami").code()).isEqualTo(2);
        assertThat(sila("snapshot cleanup --env storefront --keep 0").code()).isEqualTo(2);
        assertThat(sila("pipeline up --env a --pipeline b --on-failure explode").err())
                .contains("it is keep or roll-back, not explode");
        assertThat(sila("pipeline up --env a --pipeline b --smoke-test ping").err())
                .contains("tag, http:PORT/PATH, ssm:COMMAND or ssh:COMMAND");
        assertThat(sila("fleet schedule mhcwep --env storefront --until 2030-01-01").code())
                .isEqualTo(2);
        assertThat(sila("fleet schedule mhcweb --env storefront --until tomorrow").err())
                .contains("a day is written like 2026-12-31")
                .doesNotContain("java");
    }

    @Test
    void anAddressThatAFileNamesIsNotReleased() throws IOException {
        String address =
                String.valueOf(
                        Json.object(done("eip allocate --yes -o json").out()).get("publicIp"));
        Path file = folder.resolve("files/disco_aws.ini");
        String before = Files.readString(file);
        Files.writeString(
                file, "\n[mhcdoor]\neip@other=" + address + "\n", StandardOpenOption.APPEND);

        Run refused = sila("eip release " + address + " --yes");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("is named by disco_aws.ini:", "eip@other");
        assertThat(done("eip list").out())
                .containsPattern(address + " .* 20[0-9-]+T[0-9:]+Z by run [0-9a-z]+");

        Files.writeString(file, before);
        assertThat(done("eip release " + address + " --dry-run").err()).contains(address);
        assertThat(done("eip list").out()).contains(address);
        done("eip release " + address + " --yes");
        assertThat(done("eip list").out()).doesNotContain(address);
    }

    @Test
    void snapshotsAreMadeAndCleanedUp() {
        for (int i = 0; i < 3; i++) {
            done("snapshot create --env storefront --hostclass mhcworker --size 4 --yes");
        }
        assertThat(done("snapshot list --env storefront").out().lines()).hasSize(4);
        Run neighbour = sila("snapshot list --env storefront2");
        assertThat(neighbour.code()).isEqualTo(1);
        assertThat(neighbour.out()).isEmpty();
        assertThat(neighbour.err()).contains("storefront2: nothing of it exists");
        done("env create --name storefront --yes");
        assertThat(done("env destroy --name storefront --dry-run").err())
                .contains("Snapshots of disks stay: 3, which sila snapshot list --env storefront");
        done("snapshot cleanup --env storefront --keep 1 --dry-run");
        assertThat(done("snapshot list --env storefront").out().lines()).hasSize(4);
        done("snapshot cleanup --env storefront --keep 1 --yes");
        Run left = done("snapshot list --env storefront --hostclass mhcworker");
        assertThat(left.out().lines()).hasSize(2);
        assertThat(done("snapshot list --env storefront --hostclass mhcwork").out().lines())
                .hasSizeLessThan(2);
    }

    @Test
    void aScheduleIsToldFromTheFiles() throws IOException {
        Files.writeString(
                folder.resolve("files/pipelines/night.csv"),
                """
                sequence,hostclass,min_size,desired_size,max_size
                1,mhcnight,0,1@30 10 * * *:5@45 1 * * *,5
                """);
        Run told =
                sila(
                        "fleet schedule mhcnight --env storefront --from 2026-03-01 --until"
                                + " 2026-03-01 -o json");
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("2026-03-01T00:00:00Z", "2026-03-01T01:45:00Z", "2026-03-01T10:30:00Z")
                .doesNotContain("2026-03-02");
    }
}
