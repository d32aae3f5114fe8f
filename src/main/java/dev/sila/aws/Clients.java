package dev.sila.aws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's clients, each built when first asked for, over one HTTP client. Thread safe. */
public final class Clients implements AutoCloseable {
    /** How often a call is sent at most, unless {@code AWS_MAX_ATTEMPTS} says otherwise. */
    static final int ATTEMPTS = 6;

    /** The SDK's own pauses between attempts, before chance shortens them. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration PAUSE_WHEN_THROTTLED = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final Settings settings;
    private final SdkHttpClient http;
    private final Session session;
    private final Newcomers newcomers;
    private final AwsCredentialsProvider credentials;
    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();
    private final Once<Ec2Client> ec2 = new Once<>(() -> build("ec2", Ec2Client.builder()));
    private final Once<AutoScalingClient> autoScaling =
            new Once<>(() -> build("autoscaling", AutoScalingClient.builder()));
    private final Once<ElasticLoadBalancingV2Client> loadBalancing =
            new Once<>(() -> build("elasticloadbalancing", ElasticLoadBalancingV2Client.builder()));
    private final Once<ElasticLoadBalancingClient> classicLoadBalancing =
            new Once<>(() -> build("elasticloadbalancing", ElasticLoadBalancingClient.builder()));
    private final Once<CloudWatchClient> cloudWatch =
            new Once<>(() -> build("monitoring", CloudWatchClient.builder()));
    private final Once<CloudWatchLogsClient> logs =
            new Once<>(() -> build("logs", CloudWatchLogsClient.builder()));
    private final Once<CloudTrailClient> cloudTrail =
            new Once<>(() -> build("cloudtrail", CloudTrailClient.builder()));
    private final Once<IamClient> iam = new Once<>(() -> build("iam", IamClient.builder()));
    private final Once<AcmClient> acm = new Once<>(() -> build("acm", AcmClient.builder()));
    private final Once<Route53Client> route53 =
            new Once<>(() -> build("route53", Route53Client.builder()));
    private final Once<SnsClient> sns = new Once<>(() -> build("sns", SnsClient.builder()));
    private final Once<ServiceQuotasClient> serviceQuotas =
            new Once<>(() -> build("servicequotas", ServiceQuotasClient.builder()));
    private final Once<SsmClient> ssm = new Once<>(() -> build("ssm", SsmClient.builder()));
    private final Once<StsClient> sts = new Once<>(() -> build("sts", StsClient.builder()));

    /**
     * @param http carries the calls: {@link Transport}, or the in-process one of the local cloud;
     *     closed by this
     */
    public Clients(Settings settings, SdkHttpClient http, Session session) {
        this.settings = settings;
        this.http = new CarefulHttpClient(http);
        this.session = session;
        this.newcomers = new Newcomers(session.throttle().time());
        this.credentials = credentials(settings);
    }

    /** The run's identifier, which is in the audit and in the user agent of every call. */
    public String run() {
        return session.run();
    }

    /** The least time that AWS's rates allow for all calls so far. */
    public Optional<Throttle.Bound> bound() {
        return session.throttle().bound();
    }

    /** What all calls so far have drawn from AWS's token buckets. */
    public List<Throttle.Use> uses() {
        return session.throttle().uses();
    }

    /** The region that they work in. */
    public String region() {
        return settings.region();
    }

    public Ec2Client ec2() {
        return ec2.get();
    }

    public AutoScalingClient autoScaling() {
        return autoScaling.get();
    }

    public ElasticLoadBalancingV2Client loadBalancing() {
        return loadBalancing.get();
    }

    public ElasticLoadBalancingClient classicLoadBalancing() {
        return classicLoadBalancing.get();
    }

    public CloudWatchClient cloudWatch() {
        return cloudWatch.get();
    }

    public CloudWatchLogsClient logs() {
        return logs.get();
    }

    public CloudTrailClient cloudTrail() {
        return cloudTrail.get();
    }

    public IamClient iam() {
        return iam.get();
    }

    public AcmClient acm() {
        return acm.get();
    }

    public Route53Client route53() {
        return route53.get();
    }

    public SnsClient sns() {
        return sns.get();
    }

    public ServiceQuotasClient serviceQuotas() {
        return serviceQuotas.get();
    }

    public SsmClient ssm() {
        return ssm.get();
    }

    public StsClient sts() {
        return sts.get();
    }

    /** For the calls to a service that is not AWS's. */
    public Ledger ledger(String service) {
        return new Ledger(service, session);
    }

    /** The number of the account that the credentials belong to; asks AWS. */
    public String account() {
        return sts().getCallerIdentity().account();
    }

    @Override
    public synchronized void close() {
        open.forEach(SdkAutoCloseable::close);
        open.clear();
        http.close();
    }

    private static AwsCredentialsProvider credentials(Settings settings) {
        return switch (settings.credentials()) {
            case LOCAL ->
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
            case PROFILE ->
                    new PlainCredentials(ProfileCredentialsProvider.create(settings.profile()));
            case CHAIN ->
                    new PlainCredentials(
                            DefaultCredentialsProvider.builder()
                                    .profileName(settings.profile())
                                    .build());
        };
    }

    private synchronized <
                    C extends SdkAutoCloseable,
                    B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>>
            C build(String service, B builder) {
        builder.httpClient(http)
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(overrides(service));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        C client = builder.build();
        open.push(client);
        return client;
    }

    private ClientOverrideConfiguration overrides(String service) {
        ClientOverrideConfiguration.Builder overrides =
                ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(new Oversight(service, session, newcomers))
                        .retryStrategy(retries())
                        .putAdvancedOption(
                                SdkAdvancedClientOption.USER_AGENT_PREFIX, session.userAgent());
        if (settings.profile() != null) {
            overrides.defaultProfileName(settings.profile());
        }
        return overrides.build();
    }

    /**
     * AWS's standard retries, which know all its codes for throttling and passing failures; what
     * EC2 does not know yet passes too, but takes as long as throttling does.
     */
    private RetryStrategy retries() {
        int attempts = SdkSystemSetting.AWS_MAX_ATTEMPTS.getIntegerValue().orElse(ATTEMPTS);
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .retryOnException(newcomers::denied)
                .treatAsThrottling(each -> AwsErrors.throttled(each) || newcomers.denied(each))
                .backoffStrategy(growingFrom(PAUSE, "AWS to answer again"))
                .throttlingBackoffStrategy(
                        growingFrom(PAUSE_WHEN_THROTTLED, "AWS to take more calls"))
                .build();
    }

    /**
     * The SDK would sleep by itself and in silence: here the pause has passed, as all waiting of
     * Sila passes, when the SDK learns that there is none left.
     */
    private BackoffStrategy growingFrom(Duration first, String what) {
        BackoffStrategy growing = BackoffStrategy.exponentialDelayHalfJitter(first, LONGEST_PAUSE);
        return attempt -> {
            Duration pause = growing.computeDelay(attempt);
            session.throttle().rest(what, pause);
            session.calls().waited(pause);
            return Duration.ZERO;
        };
    }
}
