package dev.sila.aws.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sila.aws.Rosters.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts on loopback addresses: one answers well, one badly, one not at all. */
class HttpTestTest {
    private HttpServer well;
    private HttpServer unwell;

    @BeforeEach
    void open() throws IOException {
        well = answering("127.0.0.1", 0, 204);
        unwell = answering("127.0.0.2", well.getAddress().getPort(), 503);
    }

    @AfterEach
    void close() {
        well.stop(0);
        unwell.stop(0);
    }

    private static HttpServer answering(String address, int port, int status) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        server.createContext(
                "/",
                exchange -> {
                    boolean asked = exchange.getRequestURI().getPath().equals("/health");
                    exchange.sendResponseHeaders(asked ? status : 404, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Member host(String id, @Nullable String publicAddress, String privateAddress) {
        return new Member(
                id, "InService", "running", "", true, "", publicAddress, privateAddress, "1", null);
    }

    @Test
    void whoAnswersBelow400HasPassed() {
        int port = well.getAddress().getPort();
        List<Member> hosts =
                List.of(
                        host("public", "127.0.0.1", "127.0.0.3"),
                        host("private", null, "127.0.0.1"),
                        host("unwell", null, "127.0.0.2"),
                        host("silent", null, "127.0.0.3"));
        HttpTest test = new HttpTest(port, "/health");
        assertThat(test.passed(hosts)).containsExactlyInAnyOrder("public", "private");
        assertThat(test.reason("public")).isEmpty();
        assertThat(test.reason("unwell"))
                .isEqualTo("http://127.0.0.2:" + port + "/health answers with status 503.");
        assertThat(test.reason("silent"))
                .isEqualTo("http://127.0.0.3:" + port + "/health does not answer this machine.");
        assertThat(new HttpTest(port, "/other").passed(hosts)).isEmpty();
    }
}
