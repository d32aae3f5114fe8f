package dev.sila.localcloud;

import dev.sila.localcloud.whole.Services;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A whole local cloud in this process with the SDK's clients in front of it. Time passes only when
 * {@link #pass} says so. The same calls give the same identifiers.
 */
public final class Rig implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final LocalCloud local;
    private final ManualTimeline timeline;
    private final List<ExecutionInterceptor> interceptors;
    private final Map<Class<?>, SdkClient> clients = new HashMap<>();

    /** A new local cloud whose clients' calls nobody watches. */
    public Rig() {
        this(List.of());
    }

    /**
     * A new local cloud.
     *
     * @param interceptors of the SDK, which see every call of every client
     */
    public Rig(List<ExecutionInterceptor> interceptors) {
        this(interceptors, Services.all(LocalCloud.builder()));
    }

    private Rig(List<ExecutionInterceptor> interceptors, LocalCloud.Builder builder) {
        ManualTimeline[] made = new ManualTimeline[1];
        local = builder.timeline(lock -> made[0] = new ManualTimeline(START, lock)).build();
        timeline = made[0];
        this.interceptors = interceptors;
    }

    /** Another local cloud, watched as this one is, in which policies decide every call. */
    public Rig enforcing() {
        return new Rig(interceptors, Services.enforcing(LocalCloud.builder()));
    }

    public LocalCloud local() {
        return local;
    }

    /** What the time is in it. */
    public Instant now() {
        return timeline.now();
    }

    /** Lets time pass, and what is due in it happen. */
    public void pass(Duration duration) {
        timeline.advance(duration);
    }

    public Ec2Client ec2() {
        return client(Ec2Client.class, Ec2Client::builder);
    }

    public AutoScalingClient autoScaling() {
        return client(AutoScalingClient.class, AutoScalingClient::builder);
    }

    public ElasticLoadBalancingV2Client loadBalancing() {
        return client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
    }

    public ElasticLoadBalancingClient classicBalancing() {
        return client(ElasticLoadBalancingClient.class, ElasticLoadBalancingClient::builder);
    }

    public CloudWatchClient cloudWatch() {
        return client(CloudWatchClient.class, CloudWatchClient::builder);
    }

    public IamClient iam() {
        return client(IamClient.class, IamClient::builder);
    }

    public S3Client s3() {
        return client(S3Client.class, S3Client::builder);
    }

    public AcmClient acm() {
        return client(AcmClient.class, AcmClient::builder);
    }

    public CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
    }

    public Route53Client route53() {
        return client(Route53Client.class, Route53Client::builder);
    }

    public StsClient sts() {
        return client(StsClient.class, StsClient::builder);
    }

    public SsmClient ssm() {
        return client(SsmClient.class, SsmClient::builder);
    }

    public SnsClient sns() {
        return client(SnsClient.class, SnsClient::builder);
    }

    public SqsClient sqs() {
        return client(SqsClient.class, SqsClient::builder);
    }

    public EventBridgeClient events() {
        return client(EventBridgeClient.class, EventBridgeClient::builder);
    }

    /** The client of that type, made at its first use. */
    private <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
            C client(Class<C> type, Supplier<B> builder) {
        return type.cast(clients.computeIfAbsent(type, made -> client(builder.get())));
    }

    /** A client of its own of this local cloud, finished from its builder. */
    public <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
            C client(B builder) {
        return client(builder, AwsBasicCredentials.create("local", "local"));
    }

    /** A client of its own that signs with these credentials. */
    public <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
            C client(B builder, AwsCredentials credentials) {
        ClientOverrideConfiguration.Builder override =
                ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD);
        override.retryStrategy(retries -> retries.maxAttempts(1));
        interceptors.forEach(override::addExecutionInterceptor);
        return builder.region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1"))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(local.httpClient())
                .overrideConfiguration(override.build())
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        local.close();
    }
}
