package dev.sila.crosscheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The AWS CLI beside Sila on a local cloud: it sees what Sila built, and AWS's own errors. */
@EnabledIf(
        value = "awsIsInstalled",
        disabledReason = "the AWS CLI is not installed (pip install awscli)")
final class AwsCliTest {
    private static LocalCloud cloud;
    private static String endpoint;

    static boolean awsIsInstalled() {
        return Tool.installed("aws");
    }

    @BeforeAll
    static void build() throws IOException {
        cloud = Services.all(LocalCloud.builder()).speed(50).build();
        endpoint = cloud.listen(0, () -> {}).uri().toString();
        try (Sila sila = new Sila(endpoint, Path.of("examples/storefront"), "storefront")) {
            sila.apply(sila.networkPlan());
            sila.pipelineUp("storefront");
        }
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    private static String aws(String line) throws IOException, InterruptedException {
        Tool.Result result = Tool.aws(endpoint, line.split(" "));
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return result.out().strip();
    }

    private static void refused(String code, String line) throws IOException, InterruptedException {
        Tool.Result result = Tool.aws(endpoint, line.split(" "));
        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("(" + code + ")");
    }

    private static String vpc() throws IOException, InterruptedException {
        return aws(
                "ec2 describe-vpcs --filters Name=tag:Name,Values=storefront --query Vpcs[].VpcId");
    }

    @Test
    void filtersAndPagesSelectWhatSilaBuilt() throws Exception {
        String inZone =
                aws(
                        "ec2 describe-subnets --filters Name=vpc-id,Values="
                                + vpc()
                                + " Name=availability-zone,Values=us-east-1a --query Subnets[].CidrBlock");
        assertThat(inZone.split("\\s+"))
                .containsExactlyInAnyOrder(
                        "10.20.0.0/23", "10.20.4.0/23", "10.20.8.0/23", "10.20.12.0/23");
        String paged =
                aws(
                        "ec2 describe-instances --filters Name=instance-state-name,Values=running"
                                + " --page-size 5 --query Reservations[].Instances[].InstanceId");
        assertThat(paged.split("\\s+")).hasSize(3).doesNotHaveDuplicates();
        String groups =
                aws(
                        "autoscaling describe-auto-scaling-groups --page-size 1 --query AutoScalingGroups[].DesiredCapacity");
        assertThat(groups.split("\\s+")).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void theBalancerIsSeenHealthyAndAnswers() throws Exception {
        String balancer =
                aws(
                        "elbv2 describe-load-balancers --query LoadBalancers[0].[DNSName,LoadBalancerArn]");
        String[] nameAndArn = balancer.split("\\s+", 2);
        String port =
                aws(
                        "elbv2 describe-listeners --load-balancer-arn "
                                + nameAndArn[1]
                                + " --query Listeners[].Port");
        String target = aws("elbv2 describe-target-groups --query TargetGroups[].TargetGroupArn");
        String health =
                aws(
                        "elbv2 describe-target-health --target-group-arn "
                                + target
                                + " --query TargetHealthDescriptions[].TargetHealth.State");
        assertThat(health.split("\\s+")).containsExactly("healthy", "healthy");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + nameAndArn[0] + ":" + port)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            assertThat(body).startsWith("Hello from i-");
        }
    }

    @Test
    void anInstanceIsRunOnceForItsTokenTaggedAndTerminated() throws Exception {
        String image = aws("ec2 describe-images --owners amazon --query Images[0].ImageId");
        String subnet =
                aws(
                        "ec2 describe-subnets --filters Name=tag:Name,Values=storefront_tunnel_us-east-1a --query Subnets[].SubnetId");
        String run =
                "ec2 run-instances --instance-type t3.micro --client-token once --image-id "
                        + image
                        + " --subnet-id "
                        + subnet
                        + " --query Instances[].InstanceId";
        refused("DryRunOperation", run + " --dry-run");
        String instance = aws(run);
        assertThat(aws(run)).isEqualTo(instance);
        aws("ec2 create-tags --resources " + instance + " --tags Key=owner,Value=me");
        assertThat(
                        aws(
                                "ec2 describe-tags --filters Name=resource-id,Values="
                                        + instance
                                        + " --query Tags[].Value"))
                .isEqualTo("me");
        assertThat(
                        aws(
                                "ec2 terminate-instances --instance-ids "
                                        + instance
                                        + " --query TerminatingInstances[].CurrentState.Name"))
                .isIn("shutting-down", "terminated");
    }

    @Test
    void metricsAlarmsRolesAndTheCallerAreThere() throws Exception {
        String alarms = aws("cloudwatch describe-alarms --query MetricAlarms[].AlarmName");
        assertThat(alarms.split("\\s+"))
                .containsExactlyInAnyOrder(
                        "storefront_mhcweb_CPUUtilization_max",
                        "storefront_mhcweb_CPUUtilization_min");
        aws("cloudwatch put-metric-data --namespace Shop --metric-name Sales --value 3");
        assertThat(aws("cloudwatch list-metrics --namespace Shop --query Metrics[].MetricName"))
                .isEqualTo("Sales");
        assertThat(aws("iam list-roles --query Roles[].RoleName"))
                .contains("storefront_instance_web");
        assertThat(aws("sts get-caller-identity --query Account")).isEqualTo("000000000000");
    }

    @Test
    void whatAwsRefusesIsRefusedWithItsCode() throws Exception {
        String vpc = vpc();
        refused("DependencyViolation", "ec2 delete-vpc --vpc-id " + vpc);
        refused(
                "InvalidSubnet.Conflict",
                "ec2 create-subnet --vpc-id " + vpc + " --cidr-block 10.20.0.0/24");
        refused("InvalidVpc.Range", "ec2 create-vpc --cidr-block 10.0.0.0/8");
        refused(
                "InvalidInstanceID.NotFound",
                "ec2 terminate-instances --instance-ids i-0123456789abcdef0");
        refused("InvalidInstanceID.Malformed", "ec2 describe-instances --instance-ids x");
        refused("InvalidParameterValue", "ec2 describe-subnets --filters Name=no,Values=1");
        refused("LoadBalancerNotFound", "elbv2 describe-load-balancers --names none");
        refused("NoSuchEntity", "iam get-role --role-name none");
        refused("DeleteConflict", "iam delete-role --role-name storefront_instance_web");
    }
}
