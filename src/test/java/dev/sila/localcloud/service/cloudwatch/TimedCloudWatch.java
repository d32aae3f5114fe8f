package dev.sila.localcloud.service.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.ManualTimeline;
import dev.sila.localcloud.whole.Services;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/** A local cloud with CloudWatch, on time that tests let pass. */
final class TimedCloudWatch implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final LocalCloud cloud =
            Services.all(LocalCloud.builder())
                    .timeline(lock -> new ManualTimeline(START, lock))
                    .build();
    final CloudWatchClient cloudWatch =
            CloudWatchClient.builder()
                    .httpClient(cloud.httpClient())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("KEY", "x")))
                    .build();

    Instant now() {
        return cloud.foundation().timeline().now();
    }

    void pass(int seconds) {
        ((ManualTimeline) cloud.foundation().timeline()).advance(Duration.ofSeconds(seconds));
    }

    /** Measures {@code load} of {@code Test}. */
    void put(double value, Instant at) {
        put(MetricDatum.builder().value(value).timestamp(at));
    }

    void put(MetricDatum.Builder datum) {
        cloudWatch.putMetricData(
                PutMetricDataRequest.builder()
                        .namespace("Test")
                        .metricData(datum.metricName("load").build())
                        .build());
    }

    static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        failure ->
                                assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Override
    public void close() {
        cloudWatch.close();
        cloud.close();
    }
}
