package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.Settings.Credentials;
import dev.sila.aws.Settings.Options;
import dev.sila.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.StringInputStream;

class SettingsTest {
    private static final Options NONE = new Options(null, null, null);
    private static final String CONFIG =
            "[default]\nregion = eu-west-1\n[profile prod]\nregion = us-west-2\n";

    @Test
    void theRegionIsFromTheFirstPlaceThatHasOne() {
        Map<String, String> both =
                Map.of("AWS_REGION", "us-east-1", "AWS_DEFAULT_REGION", "us-east-2");
        assertThat(resolve(new Options("sa-east-1", null, null), both).region())
                .isEqualTo("sa-east-1");
        assertThat(resolve(NONE, both).region()).isEqualTo("us-east-1");
        assertThat(resolve(NONE, Map.of("AWS_DEFAULT_REGION", "us-east-2")).region())
                .isEqualTo("us-east-2");
        assertThat(resolve(NONE, Map.of()).region()).isEqualTo("eu-west-1");
        assertThat(resolve(NONE, Map.of("AWS_PROFILE", "prod")).region()).isEqualTo("us-west-2");
    }

    @Test
    void noRegionIsSaidWithARemedy() {
        assertThatThrownBy(() -> resolve(NONE, Map.of("AWS_PROFILE", "other")))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "AWS region: no region is set. Give --region, set AWS_REGION, or put a"
                                + " region into the profile with `aws configure`.");
    }

    @Test
    void aProfileOnTheCommandLineGoesBeforeKeysInTheEnvironment() {
        Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "AKIA", "AWS_PROFILE", "prod");
        assertThat(resolve(NONE, keys).credentials()).isEqualTo(Credentials.CHAIN);
        Settings given = resolve(new Options(null, "default", null), keys);
        assertThat(given.credentials()).isEqualTo(Credentials.PROFILE);
        assertThat(given.region()).isEqualTo("eu-west-1");
    }

    @Test
    void anEndpointOnThisMachineNeedsNoCredentials() {
        Options local = new Options(null, null, "http://127.0.0.1:4566");
        assertThat(resolve(local, Map.of()).credentials()).isEqualTo(Credentials.LOCAL);
        assertThat(resolve(NONE, Map.of("AWS_ENDPOINT_URL", "http://localhost:4566")).credentials())
                .isEqualTo(Credentials.LOCAL);
        assertThat(resolve(local, Map.of("AWS_ACCESS_KEY_ID", "AKIA")).credentials())
                .isEqualTo(Credentials.CHAIN);
        assertThat(
                        resolve(new Options(null, null, "https://vpce.example.com"), Map.of())
                                .credentials())
                .isEqualTo(Credentials.CHAIN);
    }

    @Test
    void anEndpointMustBeAUrl() {
        assertThatThrownBy(() -> resolve(new Options(null, null, "localhost:4566"), Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("--endpoint-url: \"localhost:4566\" is no URL");
    }

    private static Settings resolve(Options options, Map<String, String> environment) {
        return Settings.resolve(options, environment, SettingsTest::files);
    }

    private static ProfileFile files() {
        return ProfileFile.builder()
                .content(new StringInputStream(CONFIG))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
    }
}
