package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients that the SDK makes by itself, as it does to assume a role, use our transport. */
class TransportServiceTest {
    @Test
    void aClientWithoutAnHttpClientOfItsOwnFindsOurs() throws IOException {
        try (LocalCloud cloud = Services.all(LocalCloud.builder()).build();
                StsClient sts =
                        StsClient.builder()
                                .region(Region.US_EAST_1)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create("local", "local")))
                                .endpointOverride(cloud.listen(0, () -> {}).uri())
                                .build()) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000");
        }
    }
}
