package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.ChangeHistory;
import dev.sila.cli.operation.Drifts;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Networks;
import dev.sila.config.ConfigurationReader;
import dev.sila.engine.Drift;
import dev.sila.engine.Found;
import dev.sila.engine.Plan;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.wire.Interceptor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.iam.model.AccessKey;

/** What people break by hand is named, with who did it as soon as CloudTrail knows. */
final class DriftTest {
    /** CloudTrail's delivery takes minutes. */
    private static final Duration DELIVERY = Duration.ofMinutes(10);

    private final Stage stage = new Stage(DriftTest.refusing(() -> refuses()), Realm.standard());
    private boolean closed;
    private @Nullable Ec2Client alice;

    private boolean refuses() {
        return closed;
    }

    private static Interceptor refusing(java.util.function.BooleanSupplier closed) {
        return (call, next) -> {
            if (call.action().equals("LookupEvents") && closed.getAsBoolean()) {
                throw new AwsFailure(
                        "AccessDeniedException",
                        "User alice is not authorized to perform: cloudtrail:LookupEvents");
            }
            return next.handle(call);
        };
    }

    @BeforeEach
    void make() {
        assertThat(stage.apply(plan()).problems()).isEmpty();
        var iam = stage.cloud().clients().iam();
        iam.createUser(request -> request.userName("alice"));
        AccessKey key = iam.createAccessKey(request -> request.userName("alice")).accessKey();
        alice =
                Ec2Client.builder()
                        .httpClient(stage.local().httpClient())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                key.accessKeyId(), key.secretAccessKey())))
                        .build();
    }

    @AfterEach
    void close() {
        alice().close();
        stage.close();
    }

    private Ec2Client alice() {
        return Objects.requireNonNull(alice);
    }

    private Plan plan() {
        var files = ConfigurationReader.read(Path.of("examples/storefront"));
        return Environments.of(stage.cloud(), files)
                .plan(new Networks.Request("storefront", null, Map.of()), List.of());
    }

    private Drifts drifts() {
        return new Drifts(stage.cloud(), this::plan);
    }

    private String id(String kind, String name) {
        return plan().found().stream()
                .filter(each ->
                        each.key().type().getSimpleName().equals(kind)
                                && each.key().name().equals(name))
                .map(Found::id)
                .findFirst()
                .orElseThrow();
    }

    /** Lets Alice do something, and sees who is named for the only drift. */
    private Drift only(Consumer<Ec2Client> change, String event) {
        change.accept(alice());
        stage.pass(DELIVERY);
        List<Drift> drifts = drifts().look().drifts();
        assertThat(drifts).hasSize(1);
        Drifts.Authors authors = drifts().authors(drifts);
        assertThat(authors.untold()).isNull();
        ChangeHistory.Event author =
                Objects.requireNonNull(authors.events().get(drifts.getFirst()));
        assertThat(author.user()).isEqualTo("alice");
        assertThat(author.name()).isEqualTo(event);
        assertThat(author.ofSila()).isFalse();
        return drifts.getFirst();
    }

    @Test
    void nothingDiffersAfterApply() {
        Drifts.Look look = drifts().look();
        assertThat(look.drifts()).isEmpty();
        assertThat(look.asWanted()).isEqualTo(24);
    }

    @Test
    void anOpenedPortIsFoundAndTheFilesDoNotSayIt() {
        String group = id("SecurityGroupRules", "storefront_dmz");
        Drift drift =
                only(
                        ec2 ->
                                ec2.authorizeSecurityGroupIngress(request ->
                                        request.groupId(group)
                                                .ipProtocol("tcp")
                                                .fromPort(3389)
                                                .toPort(3389)
                                                .cidrIp("0.0.0.0/0")),
                        "AuthorizeSecurityGroupIngress");
        assertThat(drift.deviations())
                .containsExactly(new Drift.Deviation("ingress", null, "tcp 3389 with 0.0.0.0/0"));
    }

    @Test
    void aLostRouteIsNamed() {
        String table = id("RouteTable", "storefront_tunnel");
        Drift drift =
                only(
                        ec2 ->
                                ec2.deleteRoute(request ->
                                        request.routeTableId(table)
                                                .destinationCidrBlock("0.0.0.0/0")),
                        "DeleteRoute");
        assertThat(drift.deviations())
                .containsExactly(
                        new Drift.Deviation(
                                "routes", "0.0.0.0/0 to the internet gateway storefront", null));
    }

    /** The request of this one names neither table nor subnet. */
    @Test
    void aLostAssociationIsNamed() {
        String subnet = id("Subnet", "storefront_dmz_us-east-1a");
        String association =
                alice().describeRouteTables().routeTables().stream()
                        .flatMap(each -> each.associations().stream())
                        .filter(each -> subnet.equals(each.subnetId()))
                        .map(each -> each.routeTableAssociationId())
                        .findFirst()
                        .orElseThrow();
        only(
                ec2 -> ec2.disassociateRouteTable(request -> request.associationId(association)),
                "DisassociateRouteTable");
    }

    @Test
    void aChangedTagIsTheTaggersAndNotTheMakers() {
        String vpc = id("Vpc", "storefront");
        Drift drift =
                only(
                        ec2 ->
                                ec2.createTags(request ->
                                        request.resources(vpc)
                                                .tags(tag("application", "something else"))),
                        "CreateTags");
        assertThat(drift.deviations())
                .containsExactly(
                        new Drift.Deviation(
                                "tags", "application=storefront", "application=something else"));
    }

    @Test
    void whoDeletedAMissingResourceIsFoundByItsName() {
        String gateway = id("InternetGateway", "storefront");
        String vpc = id("Vpc", "storefront");
        alice().detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
        alice().deleteInternetGateway(r -> r.internetGatewayId(gateway));
        stage.pass(DELIVERY);
        List<Drift> drifts = drifts().look().drifts();
        Drift missing =
                drifts.stream()
                        .filter(each -> each.sort() == Drift.Sort.MISSING)
                        .findFirst()
                        .orElseThrow();
        assertThat(missing.key().toString()).isEqualTo("internet gateway storefront");
        assertThat(drifts().authors(List.of(missing)).events().get(missing))
                .extracting(ChangeHistory.Event::user, ChangeHistory.Event::name)
                .containsExactly("alice", "DeleteInternetGateway");
    }

    @Test
    void whatIsNotInTheFilesIsItsMakers() {
        Drift drift =
                only(
                        ec2 ->
                                ec2.createInternetGateway(request ->
                                        request.tagSpecifications(tags ->
                                                tags.resourceType(ResourceType.INTERNET_GATEWAY)
                                                        .tags(
                                                                tag("Name", "another"),
                                                                tag(
                                                                        "sila:environment",
                                                                        "storefront"),
                                                                tag("sila:part", "network")))),
                        "CreateInternetGateway");
        assertThat(drift.sort()).isEqualTo(Drift.Sort.UNWANTED);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void whatTheFilesChangedIsNobodysButSilas() {
        Drifts.Look look =
                new Drifts(stage.cloud(), () -> stage.plan("storefront", List.of())).look();
        stage.pass(DELIVERY);
        Drifts.Authors authors = drifts().authors(look.drifts().subList(0, 3));
        assertThat(authors.events().values()).isNotEmpty().allMatch(ChangeHistory.Event::ofSila);
        assertThat(look.drifts()).allMatch(each -> each.sort() == Drift.Sort.UNWANTED);
        assertThat(drifts().authors(look.drifts()).untold()).contains("first 20 of 24");
    }

    @Test
    void whereCloudTrailIsDeniedTheDriftIsToldAllTheSame() {
        alice().deleteTags(
                        r -> r.resources(id("Vpc", "storefront")).tags(tag("type", "storefront")));
        closed = true;
        List<Drift> drifts = drifts().look().drifts();
        assertThat(drifts).isNotEmpty();
        assertThat(drifts().authors(drifts).untold())
                .contains("Who changed it is not known", "cloudtrail:LookupEvents");
    }

    @Test
    void untilCloudTrailDeliversNobodyIsNamed() {
        alice().createTags(r ->
                r.resources(id("Vpc", "storefront")).tags(tag("application", "other")));
        List<Drift> drifts = drifts().look().drifts();
        assertThat(drifts().authors(drifts).events().values())
                .noneMatch(each -> each.user().equals("alice"));
    }
}
