package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sila.model.Watch;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code config check} says about alarms and log metrics, and which alarms a hostclass has.
 */
class AlarmsCheckTest {
    private static final String HOSTCLASSES =
            """
            [disco_aws]
            project_name=shop
            default_meta_network=intranet
            [mhcfoo]
            scaling_up_threshold=70
            elb=yes
            lb_type@ci=classic
            [mhcfoobar]
            scaling_policy=target
            scaling_target=50
            """;

    private static final String ALARMS_WRONG =
            """
            [notifications]
            core_ci_critical=a@example.com
            [defaults]
            levle=info
            [core.AWS/EC2.CPUUtilization]
            statistic=Avrage
            period=45
            threshold_max=ten
            [core.AWS/EC2.NetworkIn.mhcfo]
            threshold_max=1
            threshold_min=2
            [core.AWS/EC2.NetworkOut.mhcfoo]
            period=3600
            duration=169
            level=inform
            policy_min=up
            threshold_max=1
            [core.AWS/ES.FreeStorageSpace]
            threshold_min=1
            [a.b.c.d.e]
            [core.Shop.Orders]
            custom_metric=perhaps
            [core.LogMetrics.Errors.mhcfoo]
            log_pattern_metric=yes
            threshold_max=1
            [core.AWS/ELB.Latency.mhcfoobar]
            threshold_max=1
            missing_data=gone
            [solo.AWS/EC2.DiskReadOps]
            threshold_max=1
            """;

    private static final String LOG_METRICS_WRONG =
            """
            [mhcfoo]
            [mhcfoo.Error]
            log_file=var/log/messages
            [mhcfooo.Error]
            log_file=/var/log/messages
            metric_value=one
            retention_days=31
            patern=x
            """;

    private static final String TOLD =
            """
            disco_alarms.ini:4 Did you mean level\\?
            disco_alarms.ini:6 Did you mean Average\\?
            disco_alarms.ini:7 multiple of 60
            disco_alarms.ini:8 not a number
            disco_alarms.ini:9 Did you mean mhcfoo\\?
            disco_alarms.ini:11 always be an alarm
            disco_alarms.ini:14 seven days
            disco_alarms.ini:15 Did you mean info\\?
            disco_alarms.ini:16 needs threshold_min
            disco_alarms.ini:18 name of a search domain
            disco_alarms.ini:20 is no alarm
            disco_alarms.ini:21 no threshold
            disco_alarms.ini:22 neither yes nor no
            disco_alarms.ini:23 Did you mean Error\\?
            disco_alarms.ini:26 lb_type=classic
            disco_alarms.ini:28 missing_data
            disco_alarms.ini:29 has no solo_ci_critical
            disco_log_metrics.ini:1 names no hostclass
            disco_log_metrics.ini:3 begins with /
            disco_log_metrics.ini:4 Did you mean mhcfoo\\?
            disco_log_metrics.ini:6 nor a field
            disco_log_metrics.ini:7 retention_days is 31
            disco_log_metrics.ini:8 not known
            """;

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        write("disco_aws.ini", HOSTCLASSES);
        write(
                "disco_vpc.ini",
                """
                [env:ci]
                vpc_cidr=10.0.0.0/20
                intranet_cidr=auto
                [env:ci-2]
                vpc_cidr=10.1.0.0/20
                intranet_cidr=auto
                """);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private List<String> problems() {
        return ConfigCheck.check(folder, null).stream()
                .filter(each -> each.where().matches("disco_(alarms|log_metrics)\\.ini.*"))
                .map(each -> each.severity() + " " + each)
                .toList();
    }

    private List<Watch> watches(String hostclass) {
        return new AlarmReader(ConfigurationReader.read(folder)).ofHostclass(hostclass, "ci");
    }

    @Test
    void everythingThatIsWrongIsToldWithItsLine() throws IOException {
        write("disco_alarms.ini", ALARMS_WRONG);
        write("disco_log_metrics.ini", LOG_METRICS_WRONG);
        List<String> problems = problems();
        for (String line : TOLD.lines().toList()) {
            int space = line.indexOf(' ');
            assertThat(problems)
                    .anySatisfy(each ->
                            says(each, line.substring(0, space), line.substring(space + 1)));
        }
    }

    private static void says(String problem, String where, String what) {
        assertThat(problem).contains("where=" + where + ",").containsPattern(Pattern.compile(what));
    }

    @Test
    void aHostclassHasItsOwnSectionInPlaceOfTheSharedOne() throws IOException {
        write(
                "disco_alarms.ini",
                """
                [defaults]
                period=60
                duration=4
                [core.AWS/EC2.CPUUtilization]
                threshold_max=90
                level=info
                [core.AWS/EC2.CPUUtilization.mhcfoo]
                duration=1
                [core.AWS/EC2.CPUUtilization.mhcfoobar]
                threshold_max=
                [AWS/EC2.NetworkIn.mhcfoobar]
                threshold_min=1
                [core.AWS/ELB.Latency]
                threshold_max=2
                [core.AWS/RDS.Latency]
                threshold_max=3
                """);
        assertThat(problems()).noneMatch(each -> each.startsWith("ERROR"));
        assertThat(watches("mhcfoo"))
                .extracting(Watch::team, Watch::metric, Watch::max, Watch::periodSeconds)
                .containsExactly(
                        tuple("core", "CPUUtilization", 90.0, 60),
                        tuple("core", "Latency", 2.0, 60));
        assertThat(watches("mhcfoo").getFirst())
                .extracting(Watch::periods, Watch::level)
                .containsExactly(1, "info");
        assertThat(watches("mhcfoobar"))
                .extracting(each -> each.topic("ci"))
                .containsExactly("ci_critical");
        assertThat(watches("mhcother")).extracting(Watch::periods).containsExactly(4);
    }

    @Test
    void alarmsOfOneNameAreRefused() throws IOException {
        write(
                "disco_alarms.ini",
                """
                [core.AWS/EC2.Errors]
                threshold_max=1
                [core.Shop.Errors]
                threshold_max=1
                [AWS/EC2.CPUUtilization.mhcfoo]
                threshold_max=1
                [core.AWS/EC2.NetworkIn.mhcfoobar]
                threshold_max=1
                policy_max=up
                """);
        assertThat(refusal("mhcfoo"))
                .contains("disco_alarms.ini:3", "same name as that of disco_alarms.ini:1")
                .contains("disco_alarms.ini:5", "scaling_up_threshold (disco_aws.ini:5)");
        assertThat(refusal("mhcfoobar")).contains("disco_alarms.ini:7", "scaling_policy=target");
    }

    private String refusal(String hostclass) {
        try {
            return watches(hostclass).toString();
        } catch (ProblemException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void databasesAreThoseOfExactlyTheEnvironment() throws IOException {
        write("disco_alarms.ini", "[core.AWS/RDS.CPUUtilization.named]\nthreshold_max=1\n");
        write(
                "disco_rds.ini",
                """
                [ci-customers]
                engine=postgres
                [ci-2-orders]
                engine=postgres
                """);
        AlarmReader reader = new AlarmReader(ConfigurationReader.read(folder));
        assertThat(reader.databases("ci")).containsExactly("customers", "named");
        assertThat(reader.databases("ci-2")).containsExactly("named", "orders");
        assertThat(reader.ofDatabase("customers")).isEmpty();
        assertThat(reader.ofDatabase("named")).hasSize(1);
    }
}
