package dev.sila.rehearsal;

import dev.sila.aws.Audit;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Calls;
import dev.sila.aws.Clients;
import dev.sila.aws.Session;
import dev.sila.aws.Settings;
import dev.sila.aws.Throttle;
import dev.sila.aws.Time;
import dev.sila.aws.Waiter;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.engine.Plan;
import dev.sila.engine.Progress;
import dev.sila.engine.Report;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.ManualTimeline;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import dev.sila.localcloud.service.ec2.NetworkQuotas;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.Interceptor;
import dev.sila.spotinst.SpotinstStub;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * A local cloud in which time passes only while somebody waits for it, and a Sila that works on it.
 * An environment that others can be peered with is there already: {@link Neighbour}. The same calls
 * give the same identifiers.
 */
final class Stage implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final LocalCloud local;
    private final ManualTimeline timeline;
    private final SpotinstStub spotinst = new SpotinstStub();
    private final Cloud cloud;

    Stage() {
        this(Interceptor.NONE, Realm.standard());
    }

    Stage(Interceptor interceptor, Realm realm) {
        this(interceptor, realm, builder -> builder);
    }

    /**
     * @param more adds what the local cloud is to have besides all services
     */
    Stage(Interceptor interceptor, Realm realm, UnaryOperator<LocalCloud.Builder> more) {
        this(more.apply(Services.all(LocalCloud.builder())).realm(realm).interceptor(interceptor));
        if (interceptor instanceof Faults faults) {
            spotinst.governed(faults::outside);
        }
    }

    /** One in which policies decide about every call. */
    static Stage enforcing() {
        return new Stage(Services.enforcing(LocalCloud.builder()));
    }

    private Stage(LocalCloud.Builder builder) {
        ManualTimeline[] made = new ManualTimeline[1];
        local = builder.timeline(lock -> made[0] = new ManualTimeline(START, lock)).build();
        timeline = made[0];
        cloud = sila();
        provideZone();
        local.foundation().quotas().grant(NetworkQuotas.ADDRESSES, 20);
        Specimens.ENVIRONMENTS.forEach(this::provide);
        Neighbour.in(cloud.clients().ec2());
    }

    /** The hosted zone of {@link Specimens#ZONE}: made first, so that its identifier is known. */
    private void provideZone() {
        String id =
                cloud.clients()
                        .route53()
                        .createHostedZone(
                                each -> each.name("specimens.test").callerReference("specimens"))
                        .hostedZone()
                        .id();
        if (!id.equals(Specimens.ZONE)) {
            throw new IllegalStateException("Specimens.ZONE is " + id);
        }
    }

    /**
     * What others keep for an environment: its virtual private gateway, and two Elastic IP
     * addresses for its NAT gateways.
     */
    void provide(String environment) {
        var ec2 = cloud.clients().ec2();
        TagSpecification name =
                AwsTags.ec2(ResourceType.VPN_GATEWAY, Tags.of(AwsTags.NAME, environment));
        ec2.createVpnGateway(each -> each.type(GatewayType.IPSEC_1).tagSpecifications(name));
        ec2.allocateAddress(each -> {});
        ec2.allocateAddress(each -> {});
    }

    /** Another Sila on the same cloud: what a second run of the program is. */
    Cloud sila() {
        return sila(local.httpClient());
    }

    /** A Sila that calls as whoever has this access key. */
    Cloud sila(String accessKeyId) {
        return sila(new SignedAs(accessKeyId, local.httpClient()));
    }

    /** The same, with another view of what it waits for and how long. */
    Cloud sila(Waiter.Listener listener, Duration patience) {
        return sila(local.httpClient(), new Waiter(new StageTime(), listener, patience));
    }

    /** The same, over another way to the cloud. */
    Cloud sila(SdkHttpClient http) {
        return sila(http, new Waiter(new StageTime(), (wait, soFar) -> {}));
    }

    private Cloud sila(SdkHttpClient http, Waiter waiter) {
        Calls calls = new Calls();
        Session session =
                new Session(
                        "test",
                        "stage",
                        calls,
                        new Throttle(new StageTime(), waiter),
                        Audit.none());
        Settings settings = Settings.local(local.foundation().realm().region());
        return new Cloud(
                new Clients(settings, http, session),
                calls,
                waiter,
                new StageClock(),
                spotinst.access());
    }

    /** Who plays Spotinst. */
    SpotinstStub spotinst() {
        return spotinst;
    }

    Cloud cloud() {
        return cloud;
    }

    LocalCloud local() {
        return local;
    }

    /** Other eyes than Sila's on the account. */
    AccountDump dump() {
        return new AccountDump(this::connect, spotinst::groups);
    }

    private <B extends AwsClientBuilder<B, ?>> B connect(B builder) {
        if (builder instanceof AwsSyncClientBuilder<?, ?> sync) {
            sync.httpClient(local.httpClient());
        }
        return builder.region(Region.of(local.foundation().realm().region()))
                .endpointOverride(URI.create("http://localhost"))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")));
    }

    /** The local cloud's time. */
    Instant now() {
        return timeline.now();
    }

    void pass(Duration duration) {
        timeline.advance(duration);
    }

    /** Lets everything that is on its way arrive. */
    void settle() {
        pass(Duration.ofMinutes(15));
    }

    Plan plan(String environment, List<Spec> wanted) {
        return cloud.planner().plan(new Scope(environment, Set.of()), Environments.kinds(), wanted);
    }

    Report apply(Plan plan) {
        return cloud.applier().apply(plan, Progress.NONE);
    }

    @Override
    public void close() {
        cloud.close();
        local.close();
        spotinst.close();
    }

    /** Waiting makes time pass, and takes none. */
    private final class StageTime implements Time {
        @Override
        public long nanos() {
            return Duration.between(START, timeline.now()).toNanos();
        }

        @Override
        public void pause(Duration duration) {
            timeline.advance(duration);
        }
    }

    private final class StageClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return timeline.now();
        }
    }
}
