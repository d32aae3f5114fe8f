package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.HttpEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics and their subscriptions, over HTTP, as a user meets them. */
final class NotificationCommandsTest {
    private static final String ALARMS =
            """
            [notifications]
            ci_critical=first@example.com
            ci_info=arn:aws:sqs:us-east-1:000000000000:information
            """;

    private final LocalCloud cloud = Services.all(LocalCloud.builder()).speed(500).build();
    private String endpoint = "";

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void listen() throws IOException {
        HttpEndpoint listening = cloud.listen(0, () -> {});
        endpoint = listening.uri().toString();
        for (String file : List.of("disco_aws.ini", "disco_vpc.ini")) {
            Files.copy(Path.of("src/test/golden/parts/in", file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("disco_alarms.ini"), ALARMS);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Run sila(String verb, String... options) {
        List<String> words = new ArrayList<>(List.of("env", verb, "--name", "ci"));
        words.addAll(List.of(options));
        words.addAll(List.of("--endpoint-url", endpoint));
        Map<String, String> variables =
                Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "XDG_STATE_HOME",
                        folder.resolve("state").toString(),
                        "SILA_CONFIG",
                        folder.toString());
        return new Run.Desk("", variables).run(words.toArray(String[]::new));
    }

    @Test
    void peopleAreToldWhatAwsAsksAndWhatStays() throws IOException {
        Run created = sila("create", "--yes");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.err())
                .contains("AWS asks these to confirm", ": ci_critical:first@example.com.");

        Files.writeString(
                folder.resolve("disco_alarms.ini"), ALARMS.replaceAll("ci_critical=.*", ""));
        Run plan = sila("plan", "--detailed-exitcode");
        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.out()).contains("  - topic ci_critical", "1 to delete");
        assertThat(sila("create", "--yes").code()).isZero();

        Run destroyed = sila("destroy", "--yes");
        assertThat(destroyed.code()).as(destroyed.err()).isZero();
        assertThat(destroyed.err()).contains("stay, so that nobody", "--topics", ": ci_info.");
        assertThat(sila("show").out()).contains("topic", "ci_info").doesNotContain("subnet");

        assertThat(sila("destroy", "--topics", "--yes").code()).isZero();
        assertThat(sila("show").code()).isEqualTo(1);
        // A URL may have a key in it, so who subscribes is not written down.
        assertThat(audit())
                .contains("CreateTopic", "Subscribe", "ci_critical", "CreateNetworkInterface")
                .doesNotContain("first@example.com", "sqs:us-east-1");
    }

    private String audit() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(each));
            }
        }
        return text.toString();
    }
}
