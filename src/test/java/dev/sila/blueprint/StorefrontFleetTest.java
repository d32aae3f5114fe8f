package dev.sila.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.Dimension;
import dev.sila.aws.kind.InstanceProfile;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.LaunchTemplate.BlockDevice;
import dev.sila.aws.kind.LaunchTemplate.Volume;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.Role;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.Vpc;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.config.EnvironmentReader;
import dev.sila.config.HostclassReader;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.model.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fleets of the example: every spec, written out. */
class StorefrontFleetTest {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ReadCatalogue\",\"Effect\":"
                    + "\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":"
                    + "[\"arn:aws:s3:::storefront--catalogue/*\"]}]}";
    private static final Ref<AutoScalingGroup> GROUP =
            new Ref<>(AutoScalingGroup.class, "storefront_mhcweb");
    private static final Ref<TargetGroup> TARGETS =
            new Ref<>(TargetGroup.class, "storefront-mhcweb");
    private static final Ref<LoadBalancer> BALANCER =
            new Ref<>(LoadBalancer.class, "storefront-mhcweb");

    private static final String WEB_USER_DATA =
            """
            hostclass="mhcweb"
            environment_name="storefront"
            owner="ann"
            domain_name="example.com"
            project_name="storefront"
            service_port="8080"
            health_url="/health"
            """;

    private static List<Spec> specs(String hostclass, String environmentName) {
        Configuration files = ConfigurationReader.read(Path.of("examples/storefront"));
        Environment environment =
                new EnvironmentReader(files, _ -> List.of()).read(environmentName, null, Map.of());
        Pipeline.Row row =
                files.pipelines().getFirst().rows().stream()
                        .filter(each -> each.hostclass().equals(hostclass))
                        .findFirst()
                        .orElseThrow();
        List<String> zones = List.of("us-east-1a", "us-east-1b", "us-east-1c");
        Hostclass read = new HostclassReader(files, environment).read(hostclass);
        FleetFacts facts =
                new FleetFacts(
                        zones,
                        new FleetFacts.Image(row.ami(), "/dev/xvda", 0),
                        null,
                        null,
                        null,
                        "ann",
                        "development",
                        Map.of(),
                        BalancerFacts.NONE);
        return FleetBlueprint.specs(environment, row, read, facts);
    }

    private static Tags marks(String hostclass) {
        return Tags.of("sila:environment", "storefront").and("sila:part", hostclass);
    }

    private static Tags balancerTags(String name) {
        return marks("mhcweb")
                .and("Name", name)
                .and("hostclass", "mhcweb")
                .and("environment", "storefront")
                .and("is_testing", "0");
    }

    private static Tags hostTags(String hostclass, String chaos) {
        return marks(hostclass)
                .and("Name", "storefront_" + hostclass)
                .and("hostclass", hostclass)
                .and("application", "storefront")
                .and("environment", "storefront")
                .and("environment_class", "development")
                .and("owner", "ann")
                .and("chaos", chaos)
                .and("is_testing", "0");
    }

    private static Set<Ref<Subnet>> subnets(String network) {
        String name = "storefront_" + network + "_us-east-1";
        return Set.of(new Ref<>(Subnet.class, name + "a"), new Ref<>(Subnet.class, name + "b"));
    }

    private static Set<Ref<SecurityGroup>> group(String network) {
        return Set.of(new Ref<>(SecurityGroup.class, "storefront_" + network));
    }

    private static LaunchTemplate template(boolean web, String userData, List<BlockDevice> disks) {
        String hostclass = web ? "mhcweb" : "mhcworker";
        String name = "storefront_" + hostclass;
        return new LaunchTemplate(
                name,
                "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
                "t3.small",
                web ? new Ref<>(InstanceProfile.class, "storefront_instance_web") : null,
                null,
                null,
                group("intranet"),
                null,
                userData,
                disks,
                web,
                hostTags(hostclass, web ? "True" : "False"),
                marks(hostclass).and("Name", name));
    }

    private static List<Spec> front() {
        return List.of(
                new TargetGroup(
                        "storefront-mhcweb",
                        new Ref<>(Vpc.class, "storefront"),
                        "HTTP",
                        8080,
                        new TargetGroup.HealthCheck("HTTP", "/health", 5, 4, 2, 2),
                        30,
                        TargetGroup.Stickiness.NONE,
                        "use_load_balancer_configuration",
                        balancerTags("storefront-mhcweb")),
                new LoadBalancer(
                        "storefront-mhcweb",
                        "application",
                        "internet-facing",
                        subnets("dmz"),
                        group("dmz"),
                        60,
                        balancerTags("storefront-mhcweb")),
                new Listener(
                        "storefront-mhcweb:8080",
                        BALANCER,
                        8080,
                        "HTTP",
                        null,
                        TARGETS,
                        null,
                        balancerTags("storefront-mhcweb:8080")));
    }

    private static Alarm alarm(String end, double threshold, String comparison, String policy) {
        String name = "storefront_mhcweb_CPUUtilization_" + end;
        String verb = end.equals("max") ? "grows above" : "shrinks below";
        return new Alarm(
                name,
                "mhcweb",
                "storefront_mhcweb " + verb + " CPUUtilization " + threshold,
                "AWS/EC2",
                "CPUUtilization",
                Set.of(Dimension.of(GROUP)),
                "Average",
                60,
                2,
                threshold,
                comparison,
                null,
                Set.of(new Ref<>(ScalingPolicy.class, "storefront_mhcweb/" + policy)),
                null,
                null);
    }

    private static ScalingPolicy policy(String name, int amount) {
        return ScalingPolicy.of(
                GROUP, name, new ScalingPolicy.Simple("ChangeInCapacity", amount, null, 60));
    }

    private static List<Spec> web() {
        Tags identity = marks("mhcweb").and("Name", "storefront_instance_web");
        List<Spec> specs = new ArrayList<>();
        specs.add(new Role("storefront_instance_web", TRUST, Map.of("web", POLICY), identity));
        specs.add(
                new InstanceProfile(
                        "storefront_instance_web",
                        new Ref<>(Role.class, "storefront_instance_web"),
                        identity));
        specs.add(template(true, WEB_USER_DATA, List.of()));
        specs.addAll(front());
        specs.add(
                new AutoScalingGroup(
                        "storefront_mhcweb",
                        new Ref<>(LaunchTemplate.class, "storefront_mhcweb"),
                        AutoScalingGroup.MixedInstances.NONE,
                        2,
                        4,
                        2,
                        subnets("intranet"),
                        Set.of(TARGETS),
                        Set.of(),
                        "ELB",
                        30,
                        30,
                        List.of("Default"),
                        hostTags("mhcweb", "True")));
        specs.add(policy("up", 2));
        specs.add(policy("down", -2));
        specs.add(alarm("max", 60.0, "GreaterThanThreshold", "up"));
        specs.add(alarm("min", 20.0, "LessThanThreshold", "down"));
        return specs;
    }

    @Test
    void theWebFleetIsExactlyThis() {
        assertThat(specs("mhcweb", "storefront")).containsExactlyElementsOf(web());
    }

    @Test
    void theWorkersHaveADiskAndNoBalancer() {
        List<Spec> specs = specs("mhcworker", "storefront");
        String userData =
                """
                hostclass="mhcworker"
                environment_name="storefront"
                owner="ann"
                domain_name="example.com"
                project_name="storefront"
                """;
        Volume disk = new Volume("/dev/sdb", 20, "gp3", null, null);
        assertThat(specs.getFirst()).isEqualTo(template(false, userData, List.of(disk)));
        assertThat(specs)
                .extracting(each -> each.getClass().getSimpleName() + " " + each.name())
                .containsExactly(
                        "LaunchTemplate storefront_mhcworker",
                        "AutoScalingGroup storefront_mhcworker",
                        "ScalingPolicy storefront_mhcworker/up",
                        "ScalingPolicy storefront_mhcworker/down");
        assertThat(specs.get(2))
                .isEqualTo(
                        ScalingPolicy.of(
                                new Ref<>(AutoScalingGroup.class, "storefront_mhcworker"),
                                "up",
                                new ScalingPolicy.Simple("PercentChangeInCapacity", 10, 1, 600)));
    }

    @Test
    void theSecondEnvironmentOverridesOptions() {
        List<Spec> specs = specs("mhcweb", "storefront2");
        assertThat(specs)
                .filteredOn(LoadBalancer.class::isInstance)
                .map(LoadBalancer.class::cast)
                .extracting(LoadBalancer::scheme)
                .containsExactly("internal");
        assertThat(specs("mhcworker", "storefront2"))
                .filteredOn(AutoScalingGroup.class::isInstance)
                .map(AutoScalingGroup.class::cast)
                .extracting(AutoScalingGroup::healthCheckGraceSeconds)
                .containsExactly(120);
    }

    @Test
    void userDataIsSafeInAShell() {
        assertThat(UserData.quoted("a\"b$(c)`d`\\e\nf")).isEqualTo("a\\\"b\\$(c)\\`d\\`\\\\e f");
    }

    @Test
    void longBalancerNamesAreCutAndHashed() {
        assertThat(Names.balancer("ci", "mhc_web")).isEqualTo("ci-mhc-web");
        String cut = Names.balancer("production", "mhcaveryverylonghostclassname");
        assertThat(cut).isEqualTo("production-mhcaveryverylong" + "3101d").hasSize(32);
        assertThat(cut)
                .isNotEqualTo(Names.balancer("production", "mhcaveryverylonghostclassname2"));
    }
}
