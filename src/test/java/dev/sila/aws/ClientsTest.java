package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sila.aws.AwsErrors.Meaning;
import dev.sila.aws.TinyServer.Answer;
import dev.sila.engine.Tags;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The SDK's clients as Sila sets them up, over real sockets. */
class ClientsTest {
    private static final String MADE =
            "<CreateVpcResponse><requestId>req-1</requestId><vpc><vpcId>vpc-1</vpcId></vpc>"
                    + "</CreateVpcResponse>";
    private static final String NONE =
            "<DescribeVpcsResponse><requestId>req-2</requestId><vpcSet/></DescribeVpcsResponse>";

    private final TinyServer server = new TinyServer();
    private final ManualTime time = new ManualTime();
    private final List<Audit.Entry> audited = new CopyOnWriteArrayList<>();
    private final Session session = session();
    private final Clients clients =
            new Clients(
                    new Settings("us-east-1", null, server.uri(), Settings.Credentials.LOCAL),
                    new Transport(),
                    session);

    ClientsTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        clients.close();
        server.close();
    }

    @Test
    void aChangeWhoseReplyIsLostIsNotRepeated() {
        server.answers(Answer.none(), Answer.of(200, MADE));
        assertThatThrownBy(this::createVpc)
                .isInstanceOf(LostReply.class)
                .hasMessageContaining("CreateVpc was sent, but the reply was lost")
                .satisfies(error -> assertThat(AwsErrors.unsure(error)).isTrue());
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aChangeWhoseReplyBreaksOffIsNotRepeated() {
        server.answers(Answer.brokenOff(MADE), Answer.of(200, MADE));
        assertThatThrownBy(this::createVpc).isInstanceOf(LostReply.class);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aChangeThatAServerErrorLeavesUnknownIsNotRepeated(int status) {
        server.answers(Answer.of(status, "<html/>"), Answer.of(200, MADE));
        assertThatThrownBy(this::createVpc).isInstanceOf(LostReply.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aChangeWithAClientTokenIsRepeatedWithTheSameToken() {
        String made =
                "<CreateRouteTableResponse><routeTable><routeTableId>rtb-1</routeTableId>"
                        + "</routeTable></CreateRouteTableResponse>";
        server.answers(Answer.none(), Answer.of(200, made));
        CreateRouteTableRequest request = CreateRouteTableRequest.builder().vpcId("vpc-1").build();
        assertThat(clients.ec2().createRouteTable(request).routeTable().routeTableId())
                .isEqualTo("rtb-1");
        assertThat(tokens()).hasSize(2);
        assertThat(Set.copyOf(tokens())).hasSize(1);
    }

    private List<String> tokens() {
        Pattern token = Pattern.compile("ClientToken=([^&]+)");
        return server.requests().stream()
                .flatMap(each -> token.matcher(each.body()).results())
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void aReadWhoseReplyIsLostIsRepeated() {
        server.answers(Answer.none(), Answer.of(200, NONE));
        assertThat(clients.ec2().describeVpcs().vpcs()).isEmpty();
        assertThat(server.requests()).hasSize(2);
        assertThat(session.calls().byAction()).isEqualTo(Map.of("ec2:DescribeVpcs", 1L));
        assertThat(session.calls().attempts()).isEqualTo(2);
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsNotUsedForAChange() {
        server.answers(Answer.of(200, NONE), Answer.thenHangUp(200, NONE), Answer.of(200, MADE));
        clients.ec2().describeVpcs();
        clients.ec2().describeVpcs();
        assertThat(server.connections()).as("kept alive").isEqualTo(1);
        Awaitility.await().until(() -> server.open() == 0);
        assertThat(createVpc()).isEqualTo("vpc-1");
        assertThat(server.requests()).hasSize(3);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aThrottledChangeIsRepeatedAndCounted() {
        String refusal = error("RequestLimitExceeded", "Request limit exceeded.");
        server.answers(Answer.of(503, refusal), Answer.of(200, MADE));
        assertThat(createVpc()).isEqualTo("vpc-1");
        assertThat(session.calls().throttled()).isEqualTo(1);
        assertThat(session.calls().waited()).isPositive();
        assertThat(time.passed()).isEqualTo(session.calls().waited());
    }

    @Test
    void aRefusalKeepsItsCodeAndMessage() {
        server.answers(Answer.of(400, error("VpcLimitExceeded", "too many VPCs")));
        Ec2Exception refusal = catchThrowableOfType(Ec2Exception.class, this::createVpc);
        assertThat(AwsErrors.meaning(refusal)).isEqualTo(Meaning.LIMIT_EXCEEDED);
        assertThat(AwsErrors.problem("VPC ci", refusal).what())
                .isEqualTo("AWS refused: too many VPCs (VpcLimitExceeded, request req-9).");
    }

    @Test
    void anUnauthorizedRequestIsAboutTheCredentials() {
        server.answers(Answer.of(401, error("AuthFailure", "AWS was not able to validate")));
        assertThat(AwsErrors.meaning(catchThrowable(this::createVpc)))
                .isEqualTo(Meaning.BAD_CREDENTIALS);
    }

    @Test
    void theUserAgentNamesTheRun() {
        server.answers(Answer.of(200, NONE));
        clients.ec2().describeVpcs();
        assertThat(server.requests().getFirst().head()).contains("sila/0.1 run/run-7 ");
    }

    @Test
    void theAuditHasEachChangeAndHowItEnded() {
        server.answers(
                Answer.of(200, NONE),
                Answer.of(200, MADE),
                Answer.of(400, error("VpcLimitExceeded", "too many VPCs")),
                Answer.none());
        clients.ec2().describeVpcs();
        createVpc();
        assertThatThrownBy(this::createVpc).isInstanceOf(Ec2Exception.class);
        DeletePolicyRequest up = DeletePolicyRequest.builder().policyName("up").build();
        assertThatThrownBy(() -> clients.autoScaling().deletePolicy(up))
                .isInstanceOf(LostReply.class);
        assertThat(audited)
                .containsExactly(
                        new Audit.Entry(
                                "ec2",
                                "CreateVpc",
                                Map.of(
                                        "CidrBlock", Set.of("10.0.0.0/16"),
                                        "Name", Set.of("ci"),
                                        "VpcId", Set.of("vpc-1")),
                                "req-1",
                                "done",
                                null),
                        new Audit.Entry(
                                "ec2",
                                "CreateVpc",
                                Map.of("CidrBlock", Set.of("10.0.0.0/16"), "Name", Set.of("ci")),
                                "req-9",
                                "refused",
                                "VpcLimitExceeded"),
                        new Audit.Entry(
                                "autoscaling",
                                "DeletePolicy",
                                Map.of("PolicyName", Set.of("up")),
                                null,
                                "unsure",
                                null));
    }

    @Test
    void nothingIsChangedWhenNoAuditCanBeKept() throws IOException {
        Audit broken =
                new AuditFile(
                        Path.of("/dev/null"),
                        new AuditFile.Run("r", "0.1", "ann", List.of()),
                        InstantSource.system());
        Session unaudited = new Session("0.1", "r", session.calls(), session.throttle(), broken);
        Settings settings =
                new Settings("us-east-1", null, server.uri(), Settings.Credentials.LOCAL);
        try (Clients others = new Clients(settings, new Transport(), unaudited)) {
            assertThatThrownBy(() -> others.ec2().createVpc(vpc()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("nothing was changed");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void noCredentialsAreSaidInPlainWords() {
        Settings settings =
                new Settings(
                        "us-east-1",
                        "sila-test-no-such-profile",
                        server.uri(),
                        Settings.Credentials.PROFILE);
        try (Clients others = new Clients(settings, new Transport(), session)) {
            assertThatThrownBy(() -> others.ec2().describeVpcs())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("AWS credentials: there are none that can be used")
                    .hasMessageContaining("aws configure");
        }
    }

    @Test
    void noConnectionIsNotALostReply() throws IOException {
        SdkHttpRequest nowhere =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(URI.create("http://127.0.0.1:" + freePort()))
                        .build();
        HttpExecuteRequest request = HttpExecuteRequest.builder().request(nowhere).build();
        CarefulHttpClient careful = new CarefulHttpClient(new Transport());
        assertThatThrownBy(() -> careful.prepareRequest(request).call())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no connection to 127.0.0.1");
    }

    /** A port at which nobody listens: it was free a moment ago. */
    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private String createVpc() {
        return clients.ec2().createVpc(vpc()).vpc().vpcId();
    }

    private static CreateVpcRequest vpc() {
        return CreateVpcRequest.builder()
                .cidrBlock("10.0.0.0/16")
                .tagSpecifications(
                        AwsTags.ec2(ResourceType.VPC, Tags.of("Name", "ci").and("owner", "secret")))
                .build();
    }

    private static String error(String code, String message) {
        return "<Response><Errors><Error><Code>"
                + code
                + "</Code><Message>"
                + message
                + "</Message></Error></Errors><RequestID>req-9</RequestID></Response>";
    }

    private Session session() {
        Waiter silent = new Waiter(time, (wait, soFar) -> {});
        Audit remembering =
                new Audit() {
                    @Override
                    public void ready() {}

                    @Override
                    public void record(Entry entry) {
                        audited.add(entry);
                    }

                    @Override
                    public void close() {}
                };
        return new Session("0.1", "run-7", new Calls(), new Throttle(time, silent), remembering);
    }
}
