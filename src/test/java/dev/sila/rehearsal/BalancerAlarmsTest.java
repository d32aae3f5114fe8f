package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.Filters;
import dev.sila.cli.operation.Manner;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.autoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Load balancers whose metrics are watched, and scale what stands behind them. */
class BalancerAlarmsTest {
    private static final String PLACE = "arn:aws:elasticloadbalancing:us-east-1:000000000000:";

    private static final String HOSTCLASSES =
            """
            [mhcweb]
            elb=yes
            elb_port=80, 81
            elb_instance_port=8080, 8080
            elb_protocol=HTTP, HTTP
            lb_type=alb
            scaling_policy=target
            scaling_metric=AWS/ApplicationELB/RequestCountPerTarget
            scaling_target=500
            [mhcqueue]
            elb=yes
            elb_port=5672
            elb_protocol=TCP
            lb_type=nlb
            scaling_policy=target
            scaling_metric=AWS/NetworkELB/ActiveFlowCount
            scaling_target=90
            [mhcold]
            elb=yes
            elb_port=80
            elb_instance_port=8080
            lb_type=classic
            scaling_metric=AWS/ELB/RequestCount
            scaling_up_threshold=1000
            """;

    private static final String ALARMS =
            """
            [AWS/ApplicationELB.UnHealthyHostCount]
            threshold_max=0
            [AWS/ApplicationELB.HTTPCode_Target_5XX_Count]
            statistic=Sum
            threshold_max=10
            [AWS/NetworkELB.HealthyHostCount]
            threshold_min=1
            [AWS/ELB.Latency]
            threshold_max=2
            """;

    private final Stage stage = new Stage();

    @TempDir private Path folder = Path.of("");

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(stage, folder);
        shop.write("disco_alarms.ini", ALARMS);
        shop.hostclasses(HOSTCLASSES);
        String image =
                "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
        shop.pipeline(
                "1,mhcweb,0,0,2,t3.small,no,%1$s\n1,mhcqueue,0,0,2,t3.small,no,%1$s\n1,mhcold,0,0,2,t3.small,no,%1$s\n"
                        .formatted(image));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void up() {
        Shop.require(shop.up(stage.cloud(), Manner.STANDARD));
        assertThat(shop.plan(stage.cloud()).plan().isEmpty()).isTrue();
    }

    /** The dimensions of every alarm, by the alarm's name. */
    private Map<String, Map<String, String>> alarms() {
        return stage.cloud().clients().cloudWatch().describeAlarms().metricAlarms().stream()
                .filter(each -> !each.alarmName().startsWith("TargetTracking"))
                .collect(Collectors.toMap(MetricAlarm::alarmName, BalancerAlarmsTest::dimensions));
    }

    private static Map<String, String> dimensions(MetricAlarm alarm) {
        return alarm.dimensions().stream()
                .collect(
                        Collectors.toMap(
                                Dimension::name, Dimension::value, (one, _) -> one, TreeMap::new));
    }

    /** What CloudWatch has of the ARN of a hostclass's newest balancer. */
    private String balancer(String hostclass) {
        return stage
                .cloud()
                .clients()
                .loadBalancing()
                .describeLoadBalancers()
                .loadBalancers()
                .stream()
                .map(each -> each.loadBalancerArn())
                .filter(each -> each.contains("/shop-" + hostclass + "/"))
                .collect(Collectors.joining())
                .replace(PLACE + "loadbalancer/", "");
    }

    private String targets(String hostclass) {
        return stage
                .cloud()
                .clients()
                .loadBalancing()
                .describeTargetGroups()
                .targetGroups()
                .stream()
                .filter(each -> each.targetGroupName().equals("shop-" + hostclass))
                .map(each -> each.targetGroupArn())
                .collect(Collectors.joining())
                .replace(PLACE, "");
    }

    private String classic() {
        return stage
                .cloud()
                .clients()
                .classicLoadBalancing()
                .describeLoadBalancers()
                .loadBalancerDescriptions()
                .stream()
                .map(each -> each.loadBalancerName())
                .collect(Collectors.joining());
    }

    private PredefinedMetricSpecification requests() {
        return stage.cloud().clients().autoScaling().describePolicies().scalingPolicies().stream()
                .filter(each -> each.autoScalingGroupName().startsWith("shop_mhcweb"))
                .map(each -> each.targetTrackingConfiguration().predefinedMetricSpecification())
                .findFirst()
                .orElseThrow();
    }

    /** Public balancers need a gateway; who made it does not matter. */
    private void openToTheInternet() {
        var ec2 = stage.cloud().clients().ec2();
        String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        String vpc =
                ec2.describeSubnets(each -> each.filters(Filters.of("cidr-block", "10.9.*")))
                        .subnets()
                        .getFirst()
                        .vpcId();
        ec2.attachInternetGateway(each -> each.internetGatewayId(gateway).vpcId(vpc));
    }

    @Test
    void eachTypeHasItsNamespaceAndDimensions() {
        up();
        String web = balancer("mhcweb");
        assertThat(web).startsWith("app/shop-mhcweb/");
        assertThat(alarms())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "shop_mhcweb_UnHealthyHostCount_max",
                                Map.of("LoadBalancer", web, "TargetGroup", targets("mhcweb")),
                                "shop_mhcweb_HTTPCode_Target_5XX_Count_max",
                                Map.of("LoadBalancer", web),
                                "shop_mhcqueue_HealthyHostCount_min",
                                Map.of(
                                        "LoadBalancer",
                                        balancer("mhcqueue"),
                                        "TargetGroup",
                                        targets("mhcqueue")),
                                "shop_mhcold_Latency_max",
                                Map.of("LoadBalancerName", classic()),
                                "shop_mhcold_RequestCount_max",
                                Map.of("LoadBalancerName", classic())));
        assertThat(requests().predefinedMetricTypeAsString()).isEqualTo("ALBRequestCountPerTarget");
        assertThat(requests().resourceLabel()).isEqualTo(web + "/" + targets("mhcweb"));
    }

    /** A new balancer has another ARN, or another name; what watches the old one would be blind. */
    @Test
    void theyFollowABalancerThatIsReplaced() {
        up();
        String web = balancer("mhcweb");
        String old = classic();
        openToTheInternet();
        shop.hostclasses(
                HOSTCLASSES
                        .replace("lb_type=alb", "lb_type=alb\nelb_public=yes")
                        .replace("lb_type=classic", "lb_type=classic\nelb_public=yes"));
        up();
        String label = requests().resourceLabel();
        String other = label.substring(0, label.indexOf("/targetgroup/"));
        assertThat(other).isNotEqualTo(web).contains("shop-mhcweb");
        assertThat(classic()).isNotEqualTo(old);
        assertThat(alarms())
                .containsEntry(
                        "shop_mhcweb_HTTPCode_Target_5XX_Count_max", Map.of("LoadBalancer", other))
                .containsEntry("shop_mhcold_Latency_max", Map.of("LoadBalancerName", classic()));
    }
}
