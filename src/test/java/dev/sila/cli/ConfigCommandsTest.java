package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCommandsTest {
    @TempDir private Path folder;

    private String config = "";

    @BeforeEach
    void aSmallDirectory() throws Exception {
        config = "--config=" + folder;
        Files.writeString(
                folder.resolve("disco_aws.ini"),
                """
                [disco_aws]
                default_environment=ci
                default_meta_network=intranet
                default_domain_name@ci=ci.example.com
                project_name=shop
                [mhcweb]
                ssh_key_name=web
                ssh_key_name@prod=guarded
                """);
        Files.writeString(
                folder.resolve("disco_vpc.ini"),
                """
                [env:ci]
                vpc_cidr=10.0.0.0/20
                intranet_cidr=auto
                [env:prod]
                vpc_cidr=10.1.0.0/20
                intranet_cidr=auto
                """);
    }

    @Test
    void explainsWhatAnOptionIsAndWhichLineSaysSo() {
        Run run = Run.of("config", "explain", "mhcweb", "ssh_key_name", "--env", "prod", config);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("ssh_key_name +guarded +disco_aws.ini:8 ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void withoutAnEnvironmentItIsTheDefaultOne() {
        Run run = Run.of("config", "explain", "mhcweb", config);

        assertThat(run.out())
                .containsPattern("ssh_key_name +web +disco_aws.ini:7 ")
                .containsPattern("domain_name +ci.example.com +disco_aws.ini:4 ")
                .containsPattern("meta_network +intranet +disco_aws.ini:3 ")
                .containsPattern("scaling_cooldown +600 +default ");
    }

    @Test
    void slipsOfThePenAreAnsweredWithTheLikelyName() {
        assertThat(Run.of("config", "explain", "mhcwebb", config).err())
                .contains("warning", "mhcwebb", "Did you mean mhcweb?");
        assertThat(Run.of("config", "explain", "mhcweb", "--env", "prd", config).err())
                .contains("warning", "prd", "Did you mean prod?");
        Run option = Run.of("config", "explain", "mhcweb", "ssh_key_nam", config);
        assertThat(option.code()).isEqualTo(1);
        assertThat(option.err()).contains("Did you mean ssh_key_name?");
    }

    @Test
    void warningsAloneDoNotFailACheck() {
        Run run = Run.of("config", "check", config);

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("warning: disco_vpc.ini:3");
        assertThat(run.err()).contains("0 errors, 2 warnings");
    }

    @Test
    void checkingNamesTheFilesAndExplainingWhatIsNotCarriedOut() throws Exception {
        Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(folder.resolve("pipelines/a.csv"), "sequence,hostclass\n1,mhcweb\n");
        Files.writeString(folder.resolve("pipelines/b.csv"), "sequence,hostclass\n1,mhcweb\n");
        Files.writeString(folder.resolve("notes.txt"), "");
        assertThat(Run.of("config", "check", config).err())
                .contains("Read: disco_aws.ini, disco_vpc.ini, pipelines (2 files).")
                .contains("No part of the configuration: notes.txt.");

        Files.writeString(
                folder.resolve("disco_aws.ini"),
                "[disco_aws]\nproject_name=x\n[mhcweb]\nphase=2\n");
        assertThat(Run.of("config", "explain", "mhcweb", "phase", config).err())
                .isEqualTo("warning: not carried out yet: phase.\n");
    }

    @Test
    void checkingReportsEveryProblemAsDataAndFails() throws Exception {
        Files.writeString(
                folder.resolve("disco_vpc.ini"),
                "[env:ci]\nvpc_cidr=10.0.0.0/99\nintranet_cidr=10.0.0.0/99\n");

        Run run = Run.of("config", "check", config);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("error: disco_vpc.ini:2", "error: disco_vpc.ini:3");
        assertThat(run.err()).containsPattern("[2-9] errors, ");

        Run json = Run.of("config", "check", config, "-o", "json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out()).startsWith("[").contains("\"where\" : \"disco_vpc.ini:2\"");
    }

    @Test
    void theDirectoryMayComeFromTheEnvironment() {
        Run run =
                new Run.Desk("", Map.of("SILA_CONFIG", folder.toString()))
                        .run("config", "explain", "mhcweb", "ssh_key_name", "-o", "json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"value\" : \"web\"");
    }

    @Test
    void aFolderWithoutConfigurationIsAProblem() {
        Run run = Run.of("config", "explain", "mhcweb", "--config=" + folder.resolve("none"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("disco_aws.ini", "--config");
    }
}
