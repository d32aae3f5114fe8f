package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The words of {@code sila dns}. What they change is tested against the local cloud elsewhere. */
final class DnsCommandsTest {
    /** Nobody listens there: an error of the command line comes before the first call. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @Test
    void addressesThatAreNoneAreWrongUsage() {
        Run run =
                Run.of(
                        "dns",
                        "set",
                        "example.com",
                        "www",
                        "a",
                        "192.0.2.1",
                        "300.1.1.1",
                        "web",
                        "--endpoint-url",
                        NOBODY,
                        "--region",
                        "us-east-1");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("300.1.1.1, web: no IPv4 address")
                .doesNotContain("192.0.2.1");
    }
}
