package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeProbeTest {
    @Property(tries = 200)
    void everyPortAndPathIsRead(
            @ForAll @IntRange(min = 1, max = 65_535) int port,
            @ForAll @AlphaChars @StringLength(max = 20) String path) {
        assertThat(SmokeProbe.read("http:" + port + "/" + path))
                .contains(new SmokeProbe.Http(port, "/" + path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tags",
                "http:",
                "http:0/",
                "http:65536/",
                "http:80health",
                "ssm:",
                "ssm: ",
                "ssh:",
                "ssh: ",
                "ssh"
            })
    void everythingElseIsRefused(String text) {
        assertThat(SmokeProbe.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssm:systemctl is-active app", "ssm: systemctl is-active app "})
    void aCommandIsTakenAsItIs(String text) {
        assertThat(SmokeProbe.read(text))
                .contains(new SmokeProbe.Command("systemctl is-active app"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh:systemctl is-active app", "ssh: systemctl is-active app "})
    void soIsOneBySsh(String text) {
        assertThat(SmokeProbe.read(text)).contains(new SmokeProbe.Shell("systemctl is-active app"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", " tag "})
    void theTagIsAWord(String text) {
        assertThat(SmokeProbe.read(text)).contains(new SmokeProbe.Tag());
    }

    @ParameterizedTest
    @ValueSource(strings = "http:8080")
    void withoutAPathTheRootIsAsked(String text) {
        assertThat(SmokeProbe.read(text)).contains(new SmokeProbe.Http(8080, "/"));
    }
}
