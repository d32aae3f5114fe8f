package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.model.Environment;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckTest {
    private static final String NETWORKS_WRONG =
            """
            ERROR disco_vpc.ini:3: dmz_cidr.*overlaps intranet_cidr.*
            ERROR disco_vpc.ini:4: tunnel_cidr.*is not inside.*
            ERROR disco_vpc.ini:5: .*dmzz.*Did you mean dmz\\?
            ERROR disco_vpc.ini:5: .*tpc.*Did you mean tcp\\?
            ERROR disco_vpc.ini:5: .*99999.*
            ERROR disco_vpc.ini:6: .*10.0.0.0/99.*
            ERROR disco_vpc.ini:7: .*Did you mean tunnel_igw_routes\\?
            ERROR disco_vpc.ini:8: .*tunnel cannot reach the internet.*tunnel_igw_routes=0.0.0.0/0.*
            WARNING disco_vpc.ini:9: .*metanetwork custmer.*Did you mean customer_cidr\\?
            ERROR disco_vpc.ini:10: ntp_server_metanetwork.*
            ERROR disco_vpc.ini:11: "bare key".*
            ERROR disco_vpc.ini:15: maintenance.*too small.*
            ERROR disco_vpc.ini:16: .*ci_2.*ci-2.*
            ERROR disco_vpc.ini:17: .*Did you mean build\\?
            ERROR disco_vpc.ini:19: .*Did you mean env\\?
            """;

    private static final String HOSTCLASSES_WRONG =
            """
            ERROR disco_aws.ini:1: project_name is missing.*
            ERROR disco_aws.ini:4: .*neither yes nor no.*
            ERROR disco_aws.ini:5: .*Did you mean elb_idle_timeout\\?
            ERROR disco_aws.ini:6: .*from 1 to 4000.*
            WARNING disco_aws.ini:7: .*Did you mean ci.*
            ERROR disco_aws.ini:8: scaling_up.*
            ERROR disco_aws.ini:9: eip is .*no IPv4 address.*
            ERROR disco_aws.ini:10: .*no time zone\\. Did you mean Europe/Berlin\\?
            ERROR disco_aws.ini:11: spot_provider is .*Did you mean spotinst\\?
            ERROR disco_aws.ini:13: .*Did you mean intranet\\?
            WARNING disco_aws.ini:16: hosts are not told where mhczk is, which has no section.*
            WARNING disco_aws.ini:17: .*mhcdb is, which keeps no address.*
            ERROR iam/instance_policies/db.iam:3: .*
            ERROR pipelines/ci/one.csv:2: .*above desired_size.*
            WARNING pipelines/ci/one.csv:3: mhcwbe has no section.*Did you mean mhcweb\\?
            ERROR pipelines/ci/one.csv:6: spotinst_reserve is .*25%.*
            ERROR pipelines/ci/one.csv:7: termination_policies has .*Did you mean OldestInstance\\?
            ERROR pipelines/ci/one.csv:8: desired_size 5 is above max_size 4 at 0 1 \\* \\* \\*.*
            ERROR pipelines/ci/one.csv:9: desired_size: .*hour.*
            ERROR pipelines/ci/one.csv:10: iops 9000 is more than a gp3 volume of 10 GiB.*at least 18.*
            WARNING pipelines/ci/one.csv:5: the times 0 1 .* come at the same moment.*
            WARNING pipelines/ci/one.csv:5: spotinst_reserve has no effect.*
            ERROR pipelines/ci/one.csv:5: .*already in line 4.*
            """;

    private static final String NETWORKS =
            """
            [envtype:build]
            intranet_cidr=10.0.0.0/22
            dmz_cidr=10.0.1.0/24
            tunnel_cidr=10.9.0.0/24
            intranet_sg_rules=tcp dmzz 80, tpc dmz 80, tcp dmz 99999
            dmz_sg_rules=tcp 10.0.0.0/99 80
            tunel_igw_routes=0.0.0.0/0
            tunnel_nat_gateways=auto
            custmer_cidr=0.0.0.0/0
            ntp_server_offset=+5
            bare key
            [env:ci]
            type=build
            vpc_cidr=10.0.0.0/20
            maintenance_cidr=10.0.8.0/28
            [env:ci_2]
            type=buidl
            vpc_cidr=10.0.0.0/8
            [evn:ci3]
            """;

    private static final String HOSTCLASSES =
            """
            [disco_aws]
            default_meta_network=intranet
            [mhcweb]
            elb=maybe
            elb_idle_timout=5
            elb_idle_timeout=5000
            elb_idle_timeout@cii=50
            scaling_up=-2
            eip=5.5.5.555
            schedule_time_zone=Europe/Berln
            spot_provider=spotints
            [mhcdb]
            meta_network=intranett
            instance_profile_name=instance_db
            [disco_aws]
            zookeeper_hostclass=mhczk
            logger_hostclass=mhcdb
            """;

    private static final String PIPELINE =
            """
            sequence,hostclass,min_size,desired_size,max_size,spotinst,spotinst_reserve,termination_policies,extra_disk,iops
            1,mhcweb,2,1,3,
            1,mhcwbe,1,1,1,
            2,mhcdb,1,1,1,yes
            2,mhcdb,1,1@0 1 * * *:2@0 1 * * 1,2,no,20%
            2,mhcdb,1,1,1,yes,120%
            2,mhcdb,1,1,1,,,OldestInstnce
            2,mhcdb,1,5@0 1 * * *,4
            2,mhcdb,1,5@0 25 * * *,5
            2,mhcdb,1,1,1,,,,10,9000
            """;

    private static final String KEY_PAIR =
            """
            [disco_aws]
            project_name=x
            default_meta_network=intranet
            default_ssh_key_name=%s
            [mhcweb]
            %s
            """;

    @TempDir Path folder = Path.of(".");

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    @Test
    void theExampleHasNoProblem() {
        assertThat(ConfigCheck.check(Path.of("examples/storefront"), null)).isEmpty();
    }

    private void breakEverything() throws IOException {
        write("disco_vpc.ini", NETWORKS);
        write("disco_aws.ini", HOSTCLASSES);
        write("iam/instance_policies/db.iam", "{\n  \"Version\": \n}\n");
        write("pipelines/ci/one.csv", PIPELINE);
    }

    /** Each line is a pattern that one of the problems must match. */
    private static void assertTold(List<Problem> found, String patterns) {
        List<String> lines =
                found.stream().map(each -> each.severity() + " " + each.line()).toList();
        for (String pattern : patterns.lines().toList()) {
            assertThat(lines).anySatisfy(line -> assertThat(line).matches("(?s)" + pattern));
        }
    }

    @Test
    void aBrokenDirectoryTellsEverythingAtOnce() throws IOException {
        breakEverything();
        List<Problem> found = ConfigCheck.check(folder, null);
        assertTold(found, NETWORKS_WRONG);
    }

    @Test
    void hostclassesAndPipelinesAreCheckedToo() throws IOException {
        breakEverything();
        List<Problem> found = ConfigCheck.check(folder, "ci");
        assertTold(found, HOSTCLASSES_WRONG);
        assertThat(found).extracting(Problem::severity).isSorted().contains(Severity.WARNING);
        assertThat(found).doesNotHaveDuplicates();
    }

    /** A directory as Asiaq's users have it: types without environments, and much else beside. */
    private void writeAsAsiaqsUsers() throws IOException {
        write(
                "disco_vpc.ini",
                "[envtype:qa]\ndmz_key=x\nvpc_cidr=10.0.0.0/16\nintranet_vgw_routes=10.1.0.22/16\n");
        write(
                "disco_aws.ini",
                """
                [disco_aws]
                project_name=x
                default_meta_network=intranet
                default_ssh_key_name=None
                logger_hostclass=mhclogger
                s3_bucket_base=b
                [mhcweb]
                phase=2
                intranet_key=y
                [bake]
                bake_key=k
                """);
        write("disco_rds.ini", "[qa-db]\nengine=postgres\n");
        write("disco_elasticache.ini", "# nothing yet\n");
        write("disco_alarm.ini", "[notifications]\n");
        write("iam/user_policies/a.iam", "{}");
        write("iam/README", "");
        write("init/mhcweb.sh", "");
        write("pipelines/qa.csv", "sequence,hostclass\n1,mhcplain\n");
    }

    @Test
    void whatAsiaqAcceptsIsNoErrorAndNoFileIsPassedOver() throws IOException {
        writeAsAsiaqsUsers();
        List<Problem> found = ConfigCheck.check(folder, null);
        assertTold(
                found,
                """
                WARNING disco_vpc.ini:2: .*dmz_key is not known in .envtype:qa. and has no effect.*
                WARNING disco_vpc.ini:4: .*taken as 10.1.0.0/16.*
                WARNING disco_aws.ini:5: hosts are not told where mhclogger is.*
                WARNING disco_aws.ini:6: .*s3_bucket_base is not carried out yet.*
                WARNING disco_aws.ini:8: .*phase is not carried out yet.*
                WARNING disco_aws.ini:9: .*intranet_key is not known in .mhcweb. and has no effect.*
                WARNING disco_aws.ini:10: most of the section .bake. is not carried out yet.*
                WARNING disco_rds.ini: the file is not carried out yet.*
                WARNING disco_alarm.ini: .*Did you mean disco_alarms.ini\\?
                WARNING iam/user_policies: the folder is not carried out yet.*
                WARNING init: the folder is not carried out yet.*
                WARNING pipelines/qa.csv:2: mhcplain has no section.*
                """);
        assertThat(found).extracting(Problem::severity).containsOnly(Severity.WARNING);
        assertThat(found).hasSize(12);
        assertThat(EnvironmentFiles.of(folder))
                .extracting(each -> each.path() + " " + each.fate())
                .containsExactly(
                        "disco_alarm.ini OTHER",
                        "disco_aws.ini READ",
                        "disco_elasticache.ini EMPTY",
                        "disco_rds.ini LATER",
                        "disco_vpc.ini READ",
                        "iam/README OTHER",
                        "iam/user_policies LATER",
                        "init LATER",
                        "pipelines READ");
    }

    @Test
    void aKeyPairThatIsNoneIsNone() throws IOException {
        write("disco_vpc.ini", "[env:qa]\nvpc_cidr=10.0.0.0/20\n");
        write("disco_aws.ini", KEY_PAIR.formatted("None", ""));
        assertThat(keyPair()).isNull();
        write("disco_aws.ini", KEY_PAIR.formatted("None", "ssh_key_name@qa=operators"));
        assertThat(keyPair()).isEqualTo("operators");
    }

    private @Nullable String keyPair() {
        Configuration read = ConfigurationReader.read(folder);
        Environment environment =
                new EnvironmentReader(read, any -> List.of()).read("qa", null, Map.of());
        return new HostclassReader(read, environment).read("mhcweb").keyName();
    }

    @Test
    void whatAnElastigroupCannotHaveIsToldWithItsPlace() throws IOException {
        write(
                "disco_vpc.ini",
                "[envtype:ci]\nintranet_cidr=auto\n[env:ci]\nvpc_cidr=10.1.0.0/20\n");
        write(
                "disco_aws.ini",
                """
                [disco_aws]
                project_name=ci
                default_meta_network=intranet
                default_spot_provider=spotinst
                default_spotinst_account_id@ci=act 1
                [mhcweb]
                scaling_policy=target
                scaling_target=50
                schedule_time_zone=Europe/Berlin
                """);
        write(
                "pipelines/ci/one.csv",
                """
                sequence,hostclass,min_size,desired_size,max_size,ami,spotinst,termination_policies
                1,mhcweb,0,1@0 1 * * *,2,resolve:ssm:/web,yes,OldestInstance
                """);
        assertTold(
                ConfigCheck.check(folder, "ci"),
                """
                ERROR disco_aws.ini:5: spotinst_account_id is "act 1".*act-1a2b3c4d.*
                ERROR disco_aws.ini:6: .*scaling policies are Auto Scaling's.*
                ERROR pipelines/ci/one.csv:2: ami is a parameter.*
                ERROR pipelines/ci/one.csv:2: termination_policies are Auto Scaling's.*
                ERROR pipelines/ci/one.csv:2: .*Europe/Berlin, but Spotinst knows.*
                """);
        assertThat(ConfigCheck.check(folder, "ci")).noneMatch(NotYet::is);
    }

    @Test
    void theDirectoryIsFoundByArgumentThenVariablesThenHere() throws IOException {
        write("a/disco_aws.ini", "");
        write("a/disco_vpc.ini", "");
        write("b/disco_aws.ini", "");
        write("b/disco_vpc.ini", "");
        Path a = folder.resolve("a");
        Map<String, String> both = Map.of("SILA_CONFIG", "b", "ASIAQ_CONFIG", "a");
        assertThat(EnvironmentDirectory.locate("a", both, folder)).isEqualTo(a);
        assertThat(EnvironmentDirectory.locate(null, both, folder)).isEqualTo(folder.resolve("b"));
        assertThat(EnvironmentDirectory.locate(null, Map.of("ASIAQ_CONFIG", "a"), folder))
                .isEqualTo(a);
        assertThat(EnvironmentDirectory.locate(null, Map.of(), a)).isEqualTo(a);
        assertThatThrownBy(() -> EnvironmentDirectory.locate(null, Map.of(), folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("disco_aws.ini")
                .hasMessageContaining("--config");
    }
}
