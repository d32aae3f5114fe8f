package dev.sila.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.faults.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

final class WireTest {
    private final Sample sample = new Sample();
    private final Faults faults = new Faults();
    private final Wire wire = sample.wire(faults);

    @Test
    void anEc2RequestComesAndGoesWhole() {
        Tag tag = Tag.builder().key("a&b <c>").value("ü \"1\"\r\n").build();
        CreateVpcRequest request =
                CreateVpcRequest.builder()
                        .cidrBlock("10.0.0.0/16")
                        .tagSpecifications(
                                TagSpecification.builder()
                                        .resourceType(ResourceType.VPC)
                                        .tags(tag)
                                        .build())
                        .build();
        assertThat(ec2().createVpc(request).vpc().tags()).containsExactly(tag);
        assertThat(ec2().describeVpcs().hasVpcs()).as("an empty list is a list").isTrue();
    }

    @Test
    void aDryRunOfEc2TakesNoEffect() {
        CreateVpcRequest request =
                CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").dryRun(true).build();
        assertThatThrownBy(() -> ec2().createVpc(request))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        failure -> {
                            assertThat(failure.awsErrorDetails().errorCode())
                                    .isEqualTo("DryRunOperation");
                            assertThat(failure.statusCode()).isEqualTo(412);
                        });
        assertThat(sample.vpcs).isZero();
    }

    @Test
    void refusalsAreRenderedInTheProtocolOfTheService() throws IOException {
        assertThat(query("ec2", "Action=Nonsense&Version=2016-11-15"))
                .startsWith("400 ")
                .contains("<Response><Errors><Error><Code>InvalidAction</Code>")
                .contains("The action Nonsense is not valid for this web service.");
        assertThat(query("iam", "Action=Nonsense&Version=2010-05-08"))
                .startsWith("400 ")
                .contains("<Type>Sender</Type><Code>InvalidAction</Code>")
                .contains("Could not find operation Nonsense for version 2010-05-08");
        assertThat(query("ec2", "Action=DescribeVpcs&Version=2016-11-15&Foo.1=x"))
                .contains("UnknownParameter")
                .contains("The parameter Foo.1 is not recognized");
        assertThat(query("ec2", "Action=DescribeVpcs&Version=2016-11-15&MaxResults=x"))
                .contains("InvalidParameterValue")
                .contains("MaxResults");
        assertThat(query("iam", "Version=2010-05-08")).contains("MissingAction");
        assertThat(query("iam", "Action=%zz")).contains("MalformedQueryString");
        assertThatThrownBy(() -> iam().getRole(GetRoleRequest.builder().roleName("x").build()))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role with name <x> cannot be found.")
                .hasMessageContaining("Status Code: 404");
    }

    @Test
    void unsignedQueriesAreRoutedByVersion() throws IOException {
        assertThat(query("", "Action=GetRole&Version=2010-05-08&RoleName=r"))
                .startsWith("404 ")
                .contains("NoSuchEntity");
        assertThat(query("", "Action=GetRole&RoleName=r")).contains("InvalidAction");
    }

    @Test
    void oneHandlerSpeaksQueryAndJson() throws IOException {
        String asked = "\"MetricName\":\"m\",\"Period\":60,\"StartTime\":1767225600.5";
        assertThat(json("GetMetricStatistics", "{" + asked + "}"))
                .isEqualTo("200 {\"Label\":\"m 60 2026-01-01T00:00:00.500Z\",\"Datapoints\":[]}");
        assertThat(
                        query(
                                "monitoring",
                                "Action=GetMetricStatistics&Version=2010-08-01&MetricName=m"
                                        + "&Period=60&StartTime=2026-01-01T00:00:00.5Z"))
                .contains("<Label>m 60 2026-01-01T00:00:00.500Z</Label>");
        assertThat(json("GetMetricStatistics", "{\"Period\":\"soon\"}"))
                .startsWith("400 {\"__type\":\"SerializationException\"");
        assertThat(json("GetMetricStatistics", "[")).contains("SerializationException");
        assertThat(json("Nonsense", "{}")).contains("UnknownOperationException");
    }

    @Test
    void packedBodiesAreUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write("{\"MetricName\":\"z\"}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(
                        text(
                                wire.handle(
                                        new Incoming(
                                                "POST",
                                                "/",
                                                "",
                                                Map.of(
                                                        "authorization",
                                                        scope("monitoring"),
                                                        "x-amz-target",
                                                        "G.GetMetricStatistics",
                                                        "content-encoding",
                                                        "gzip"),
                                                packed.toByteArray()))))
                .contains("z null null");
    }

    @Test
    void aBrokenHandlerIsAnInternalFailure() throws IOException {
        assertThat(json("DisableAlarmActions", "{}"))
                .startsWith("500 {\"__type\":\"InternalFailure\"")
                .contains("broken for KEY");
    }

    @Test
    void faultsRefuseAndLose() {
        faults.refuse("CreateVpc", 1, new AwsFailure("VpcLimitExceeded", "Too many."))
                .loseReply("CreateVpc", 2);
        CreateVpcRequest request = CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build();
        assertThatThrownBy(() -> ec2().createVpc(request)).isInstanceOf(Ec2Exception.class);
        assertThat(sample.vpcs).isZero();
        assertThatThrownBy(() -> ec2().createVpc(request))
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(ConnectionLost.class);
        assertThat(sample.vpcs).isEqualTo(1);
        assertThat(faults.calls()).isEqualTo(Map.of("CreateVpc", 2L));
    }

    @Test
    void theDeadStayDeadUntilCleared() {
        CreateVpcRequest request = CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build();
        faults.dieAfter("CreateVpc", 2);
        ec2().createVpc(request);
        assertThatThrownBy(() -> ec2().createVpc(request)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> ec2().createVpc(request)).isInstanceOf(SdkClientException.class);
        assertThat(sample.vpcs).isEqualTo(2);
        assertThat(faults.dead()).isTrue();
        faults.clear();
        faults.dieBefore("CreateVpc", 1);
        assertThatThrownBy(() -> ec2().createVpc(request)).isInstanceOf(SdkClientException.class);
        assertThat(sample.vpcs).isEqualTo(2);
        assertThat(faults.journal()).containsExactly("CreateVpc");
    }

    @Test
    void overHttp() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (HttpEndpoint endpoint =
                        new HttpEndpoint(
                                wire,
                                new HttpEndpoint.Place(0, Duration.ZERO),
                                List.of(),
                                () -> Map.of("vpcs", sample.vpcs),
                                stopped::countDown);
                HttpClient client = HttpClient.newHttpClient()) {
            faults.loseReply("GetRole", 1);
            assertThatThrownBy(() -> client.send(getRole(endpoint), text()))
                    .isInstanceOf(IOException.class);
            HttpResponse<String> reply = client.send(getRole(endpoint), text());
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(reply.headers().firstValue("x-amzn-requestid").orElseThrow())
                    .satisfies(id -> assertThat(reply.body()).contains("<RequestId>" + id));
            assertThat(client.send(to(endpoint, "/_sila/status").build(), text()).body())
                    .isEqualTo("{\"vpcs\":0}");
            HttpRequest.Builder stop = to(endpoint, "/_sila/stop");
            assertThat(client.send(stop.build(), text()).statusCode()).isEqualTo(405);
            stop.POST(HttpRequest.BodyPublishers.noBody());
            assertThat(client.send(stop.build(), text()).statusCode()).isEqualTo(200);
            assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Posted, as clients do not repeat that by themselves. */
    private static HttpRequest getRole(HttpEndpoint endpoint) {
        return to(endpoint, "/?Action=GetRole&Version=2010-05-08&RoleName=r")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static HttpRequest.Builder to(HttpEndpoint endpoint, String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.uri() + path));
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private String query(String service, String parameters) throws IOException {
        Map<String, String> headers =
                service.isEmpty()
                        ? Map.of("Content-Type", "application/x-www-form-urlencoded")
                        : Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded; charset=utf-8",
                                "Authorization",
                                scope(service));
        return text(wire.handle(new Incoming("POST", "/", "", headers, bytes(parameters))));
    }

    private String json(String action, String body) throws IOException {
        Map<String, String> headers =
                Map.of(
                        "X-Amz-Target",
                        "GraniteServiceVersion20100801." + action,
                        "Content-Type",
                        "application/x-amz-json-1.0",
                        "Authorization",
                        scope("monitoring"));
        return text(wire.handle(new Incoming("POST", "/", "", headers, bytes(body))));
    }

    private static String scope(String service) {
        return "AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/" + service + "/aws4_request, x";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Outgoing outgoing) {
        return outgoing.status()
                + " "
                + new String(outgoing.body().bytes(), StandardCharsets.UTF_8);
    }

    private Ec2Client ec2() {
        return Ec2Client.builder()
                .httpClient(new InProcessHttpClient(wire))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("KEY", "x")))
                .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    private IamClient iam() {
        return IamClient.builder()
                .httpClient(new InProcessHttpClient(wire))
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }
}
