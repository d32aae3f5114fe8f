package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.model.Environment;
import dev.sila.model.Notification;
import dev.sila.model.Subscriber;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reserved addresses and notifications, as files say them. */
class EnvironmentPartsTest {
    private static final String NETWORKS =
            """
            [envtype:build]
            intranet_cidr=10.0.0.0/22
            intranet_sg_rules=tcp intranet 22
            tunnel_cidr=10.0.4.0/22
            tunnel_sg_rules=tcp intranet 22
            zones=2
            [env:ci]
            type=build
            vpc_cidr=10.0.0.0/20
            [env:ci2]
            type=build
            vpc_cidr=10.1.0.0/20
            intranet_cidr=auto
            tunnel_cidr=auto
            """;

    private static final String WRONG =
            """
            [notifications]
            ci_critcal=a@example.com
            ci_critical=
            ci_info=nobody, https://user:secret@example.com/x
            critical=a@example.com
            ci22_info=a@example.com
            te.am_ci_info=a@example.com
            [defaults]
            level=critical
            [t.AWS/EC2.CPUUtilization]
            [t.AWS/EC2.Other]
            [t.AWS/EC2.More]
            """;

    @TempDir Path folder = Path.of(".");

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    @BeforeEach
    void networks() throws IOException {
        write("disco_vpc.ini", NETWORKS);
        write("disco_aws.ini", "[disco_aws]\nproject_name=x\n");
    }

    private Configuration configuration() {
        return ConfigurationReader.read(folder);
    }

    private List<String> check() {
        return ConfigCheck.check(folder, null).stream()
                .map(each -> each.severity() + " " + each.line())
                .toList();
    }

    private List<String> reserved(String name) {
        Environment environment =
                new EnvironmentReader(configuration(), any -> List.of()).read(name, null, Map.of());
        return new ReservedAddressReader(configuration(), environment)
                .read().stream()
                        .map(each ->
                                each.hostclass()
                                        + " "
                                        + each.metaNetwork()
                                        + " "
                                        + each.place().written())
                        .toList();
    }

    @Test
    void addressesFollowTheOrderOfHostclassOptions() throws IOException {
        write(
                "disco_aws.ini",
                """
                [disco_aws]
                project_name=x
                default_meta_network=intranet
                default_ip_address@ci2=+30
                [mhcdns]
                ip_address=+5
                ip_address@ci=10.0.0.77
                [mhcproxy]
                meta_network=tunnel
                ip_address=-5
                [mhcweb]
                meta_network=elsewhere
                """);
        assertThat(reserved("ci"))
                .containsExactly("mhcdns intranet 10.0.0.77", "mhcproxy tunnel -5");
        assertThat(reserved("ci2")).containsExactly("mhcdns intranet +5", "mhcproxy tunnel -5");
        assertThat(check())
                .anyMatch(each ->
                        each.startsWith(
                                "WARNING disco_aws.ini:4: no address is reserved"
                                        + " for mhcweb in ci2"))
                .noneMatch(
                        each -> each.contains("not carried out yet.") && !each.contains("start"));
    }

    @Test
    void addressesThatCannotBeReservedAreToldByTheCheck() throws IOException {
        write(
                "disco_aws.ini",
                """
                [disco_aws]
                project_name=x
                default_meta_network=intranet
                [mhca]
                ip_address=+2
                [mhcb]
                ip_address=+9
                [mhcc]
                ip_address@ci=10.0.0.9
                [mhcd]
                ip_address=five
                [mhce]
                ip_address@ci=10.0.4.9
                """);
        assertThat(check().stream().filter(each -> each.startsWith("ERROR")))
                .hasSize(5)
                .anyMatch(each -> each.matches("ERROR disco_aws.ini:5: .*10.0.0.2 .*keeps.*"))
                .anyMatch(each -> each.matches("ERROR disco_aws.ini:5: .*keeps.*"))
                .anyMatch(each -> each.matches("ERROR disco_aws.ini:9: .*reserved for mhcb.*"))
                .anyMatch(each -> each.matches("ERROR disco_aws.ini:11: .*\"five\".*\\+5.*"))
                .anyMatch(
                        each -> each.matches("ERROR disco_aws.ini:13: .*no subnet of intranet.*"));
        assertThatThrownBy(() -> reserved("ci"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("disco_aws.ini:11");
    }

    private List<Notification> notified(String environment) {
        return new NotificationReader(configuration()).read(environment);
    }

    @Test
    void onlyKeysOfExactlyThisEnvironmentCount() throws IOException {
        write(
                "disco_alarms.ini",
                """
                [notifications]
                ci_critical=a@example.com, b@example.com a@example.com
                ci2_critical=c@example.com
                core_team_ci_info=https://example.com/hook
                team-ci_critical=d@example.com
                """);
        assertThat(notified("ci"))
                .containsExactly(
                        new Notification(
                                "ci_critical",
                                "disco_alarms.ini:2",
                                List.of(
                                        new Subscriber("email", "a@example.com"),
                                        new Subscriber("email", "b@example.com"))),
                        new Notification(
                                "core_team_ci_info",
                                "disco_alarms.ini:4",
                                List.of(new Subscriber("https", "https://example.com/hook"))));
        assertThat(notified("CI2")).extracting(Notification::name).containsExactly("ci2_critical");
        assertThat(notified("team-ci")).hasSize(1);
        assertThat(notified("core")).isEmpty();
        assertThat(check()).isEmpty();
    }

    @Test
    void withoutTheFileNobodyIsNotified() {
        assertThat(notified("ci")).isEmpty();
        assertThat(check()).isEmpty();
    }

    @Test
    void everythingWrongWithNotificationsIsToldAtOnce() throws IOException {
        write("disco_alarms.ini", WRONG);
        assertThat(check())
                .satisfiesExactly(
                        each ->
                                assertThat(each)
                                        .matches("ERROR disco_alarms.ini:2: .*mean critical\\?"),
                        each ->
                                assertThat(each)
                                        .matches("ERROR disco_alarms.ini:3: .*no subscriber.*"),
                        each ->
                                assertThat(each)
                                        .matches("ERROR disco_alarms.ini:4: .*: nobody .*ARN.*"),
                        each -> assertThat(each).matches("ERROR disco_alarms.ini:4: .*password.*"),
                        each ->
                                assertThat(each)
                                        .matches("ERROR disco_alarms.ini:5: \"critical\".*"),
                        each -> assertThat(each).matches("ERROR disco_alarms.ini:7: \"te.am_ci.*"),
                        each ->
                                assertThat(each)
                                        .matches("WARNING disco_alarms.ini:6: .*mean ci2\\?"),
                        each -> assertThat(each).contains("disco_alarms.ini:10:", "no threshold"),
                        each -> assertThat(each).contains("disco_alarms.ini:11:", "no threshold"),
                        each -> assertThat(each).contains("disco_alarms.ini:12:", "no threshold"));
        assertThat(check()).noneMatch(each -> each.contains("secret"));
        assertThatThrownBy(() -> notified("ci"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure ->
                                assertThat(failure.problems())
                                        .extracting(Problem::where)
                                        .contains("disco_alarms.ini:2", "disco_alarms.ini:5"));
        assertThatThrownBy(() -> notified("ci2")).hasMessageContaining("disco_alarms.ini:5");
    }
}
