package dev.sila.spotinst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.aws.AuditFile;
import dev.sila.aws.Calls;
import dev.sila.aws.Clients;
import dev.sila.aws.Session;
import dev.sila.aws.Settings;
import dev.sila.aws.Throttle;
import dev.sila.aws.Time;
import dev.sila.aws.Transport;
import dev.sila.aws.Waiter;
import dev.sila.problem.ProblemException;
import dev.sila.spotinst.SpotinstStub.Mishap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How Spotinst is called: what is repeated, how long is waited, and who sees the token. */
class SpotinstClientTest {
    @TempDir private Path folder;

    private final SpotinstStub stub = new SpotinstStub();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> waits = new ArrayList<>();
    private final Calls calls = new Calls();

    @AfterEach
    void close() {
        stub.close();
    }

    private final class Passing implements Time {
        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public void pause(Duration duration) {
            nanos.addAndGet(duration.toNanos());
        }
    }

    private SpotinstClient client(SpotinstAccess access) {
        Waiter waiter = new Waiter(new Passing(), (wait, soFar) -> waits.add(wait.what()));
        AuditFile audit =
                new AuditFile(
                        folder,
                        new AuditFile.Run("run", "test", "me", List.of("pipeline", "up")),
                        Clock.systemUTC());
        Session session =
                new Session("test", "run", calls, new Throttle(new Passing(), waiter), audit);
        Clients clients = new Clients(Settings.local("us-east-1"), new Transport(), session);
        return new SpotinstClient(access, clients.ledger(SpotinstClient.SERVICE));
    }

    private SpotinstClient client() {
        return client(stub.access());
    }

    private String audit() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(each));
            }
        }
        return all.toString();
    }

    private static SpotinstAccess at(String endpoint) {
        return new SpotinstAccess(SpotinstStub.TOKEN, endpoint, false);
    }

    @Test
    void aRefusalForTooManyIsWaitedOut() {
        stub.arrange("GET", Mishap.TOO_MANY, Mishap.TOO_MANY, Mishap.TOO_MANY);
        assertThat(client().groups("")).isEmpty();
        assertThat(stub.requests()).hasSize(4);
        assertThat(Duration.ofNanos(nanos.get())).isGreaterThanOrEqualTo(Duration.ofSeconds(35));
        assertThat(waits).contains("Spotinst to take more calls");
        assertThat(calls.throttled()).isEqualTo(3);
        assertThat(calls.byAction()).isEqualTo(Map.of("spotinst:ListGroups", 1L));
    }

    @Test
    void waitingHasAnEnd() {
        Mishap[] many = new Mishap[20];
        Arrays.fill(many, Mishap.TOO_MANY);
        stub.arrange("GET", many);
        assertThatThrownBy(() -> client().groups(""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("takes no more calls")
                .hasMessageContaining("run the same command again");
        assertThat(stub.requests()).hasSize(7);
    }

    @Test
    void failuresAreRepeatedFourTimes() {
        stub.arrange(
                "GET", Mishap.BROKEN, Mishap.DROPPED, Mishap.GARBLED, Mishap.BROKEN_AFTERWARDS);
        assertThat(client().groups("")).isEmpty();
        stub.arrange(
                "GET", Mishap.BROKEN, Mishap.BROKEN, Mishap.BROKEN, Mishap.BROKEN, Mishap.BROKEN);
        assertThatThrownBy(() -> client().groups(""))
                .hasMessageContaining(stub.endpoint())
                .hasMessageContaining("HTTP status 500");
    }

    @Test
    void aCreationIsNotRepeatedButToldToBeUnsure() throws IOException {
        stub.arrange("POST", Mishap.REPLY_LOST);
        SpotinstClient client = client();
        var group = JsonNodeFactory.instance.objectNode().put("name", "ci_mhcweb");
        assertThatThrownBy(() -> client.create("", group))
                .hasMessageContaining("CreateGroup was sent, but the reply was lost");
        assertThat(stub.requests()).containsExactly("POST /aws/ec2/group");
        assertThat(audit()).contains("CreateGroup").contains("unsure").contains("ci_mhcweb");
    }

    @Test
    void theTokenIsNowhere() throws IOException {
        SpotinstAccess wrong = new SpotinstAccess("5ecret5ecret", stub.endpoint(), true);
        SpotinstClient client = client(wrong);
        assertThat(wrong.toString()).doesNotContain("5ecret");
        assertThatThrownBy(() -> client.delete("", "sig-1"))
                .hasMessageContaining("is not accepted")
                .hasMessageNotContaining("5ecret");
        assertThat(audit()).contains("DeleteGroup").contains("sig-1").doesNotContain("5ecret");
    }

    @Test
    void anUnknownGroupIsGoneAlready() {
        assertThatCode(() -> client().delete("", "sig-none")).doesNotThrowAnyException();
        var change = JsonNodeFactory.instance.objectNode().put("name", "other");
        assertThatThrownBy(() -> client().update("", "sig-none", change))
                .hasMessageContaining("is gone now");
    }

    @Test
    void nobodyAnswering() {
        String nowhere = stub.endpoint();
        stub.close();
        assertThatThrownBy(() -> client(at(nowhere)).groups(""))
                .hasMessageContaining("was asked 5 times: it cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com",
                "http://10.0.0.1:80",
                "http://127.0.0.1.example.com",
                "ftp://127.0.0.1",
                "https://user:word@example.com",
                "nonsense"
            })
    void theTokenGoesInTheClearOnlyToThisMachine(String endpoint) {
        assertThatThrownBy(() -> client(at(endpoint)).groups(""))
                .hasMessageContaining("SPOTINST_ENDPOINT_URL")
                .hasMessageContaining("is no URL to which the token may be sent");
    }

    @Test
    void besideALocalCloudSpotinstItselfIsNotCalled() {
        SpotinstAccess real = new SpotinstAccess(SpotinstStub.TOKEN, null, true);
        assertThatThrownBy(() -> client(real).groups(""))
                .hasMessageContaining("SPOTINST_ENDPOINT_URL: is not set");
        assertThat(at("").requireEndpoint()).hasToString("https://api.spotinst.io");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "5ecret 5ecret", "5ecret\nX-Other: 1", "5ecrèt"})
    void whatCanBeNoTokenIsNotSentAndNotTold(String token) {
        SpotinstAccess access = new SpotinstAccess(token, stub.endpoint(), true);
        assertThatThrownBy(() -> client(access).groups(""))
                .hasMessageContaining("SPOTINST_TOKEN")
                .hasMessageNotContaining("5ecr");
        assertThat(stub.requests()).isEmpty();
    }
}
