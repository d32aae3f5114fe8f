package dev.sila.localcloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two thousand machines in one process: each answers for itself, on an address of its own. */
class ManyMachinesTest {
    private static final int MANY = 2000;

    @Test
    void twoThousandMachinesAnswer() throws IOException {
        try (LoopbackAddresses addresses = LoopbackAddresses.claim();
                SimulatedMachines machines =
                        new SimulatedMachines(addresses, Ports.ofThisProcess())) {
            IntStream.range(0, MANY)
                    .forEach(i ->
                            machines.launch(
                                    new MachineOrder(
                                            "i-" + i, "10.0.0.1", "service_port=\"8081\"\n")));
            Map<String, String> listening = machines.listening();
            assertThat(listening).hasSize(MANY);
            assertThat(listening.values()).doesNotHaveDuplicates();
            for (Map.Entry<String, String> each : listening.entrySet()) {
                assertThat(ask(each.getValue())).isEqualTo("Hello from " + each.getKey());
            }
            machines.terminate("i-7");
            assertThat(machines.listening()).hasSize(MANY - 1);
        }
    }

    private static String ask(String where) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + where + "/").toURL().openConnection();
        connection.setRequestProperty("Connection", "close");
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
