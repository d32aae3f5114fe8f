package dev.sila.rehearsal;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.Dimension;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.PeeringRoutes;
import dev.sila.aws.kind.PeeringRules;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.aws.kind.ScheduledAction;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * For every component of every kind another value that AWS takes as well: what the contract changes
 * one by one.
 */
final class Variants {
    private final Specimens of;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Variants(Specimens of) {
        this.of = of;
        network();
        gateways();
        peerings();
        fleet();
        groups();
        traffic();
        values.putAll(new SpotSpecimen(of).variants());
    }

    private void network() {
        values.put("Vpc.cidr", "10.0.0.0/19");
        values.put("Vpc.dnsSupport", false);
        values.put("Vpc.dnsHostnames", false);
        values.put("DhcpOptions.domainName", "example.org");
        values.put("DhcpOptions.domainNameServers", List.of("10.0.0.2", "AmazonProvidedDNS"));
        values.put("DhcpOptions.ntpServers", List.of("10.0.0.6"));
        values.put("Subnet.cidr", "10.0.9.0/24");
        values.put("Subnet.availabilityZone", "us-east-1c");
        values.put("Subnet.mapPublicIpOnLaunch", true);
        values.put(
                "RouteTable.routes",
                Set.of(new RouteTable.Route("198.51.100.0/24", Ref.to(of.gateway()))));
        values.put("RouteTable.subnets", Set.of(Ref.to(of.subnet("b", 1))));
        values.put("SecurityGroup.description", "Another");
        values.put(
                "SecurityGroupRules.ingress",
                Set.of(
                        Specimens.rule(443, new SecurityGroupRules.Cidr("192.0.2.0/24")),
                        Specimens.rule(22, new SecurityGroupRules.Group(Ref.to(of.group("web"))))));
        values.put(
                "NetworkInterface.subnet",
                new Together(
                        Map.of("subnet", Ref.to(of.subnet("a", 0)), "privateAddress", "10.0.0.100"),
                        Set.of()));
        values.put("NetworkInterface.privateAddress", "10.0.1.101");
        values.put("NetworkInterface.securityGroups", Set.of(Ref.to(of.group("db"))));
        values.put(
                "SecurityGroupRules.egress",
                Set.of(Specimens.rule(443, new SecurityGroupRules.Cidr("0.0.0.0/0"))));
    }

    private void gateways() {
        values.put("NatGateway.subnet", Ref.to(of.subnet("c", 2)));
        values.put("NatGateway.address", of.staticAddress(2));
        values.put("VpcEndpoint.service", "logs");
        values.put(
                "VpcEndpoint.type",
                new Together(
                        Map.of(
                                "type",
                                "Gateway",
                                "service",
                                "dynamodb",
                                "routeTables",
                                Set.of(Ref.to(of.routes())),
                                "subnets",
                                Set.of(),
                                "securityGroups",
                                Set.of()),
                        Set.of("privateDns")));
        values.put("VpcEndpoint.routeTables", Set.of());
        values.put(
                "VpcEndpoint.subnets",
                Set.of(Ref.to(of.subnet("b", 1)), Ref.to(of.subnet("c", 2))));
        values.put("VpcEndpoint.securityGroups", Set.of(Ref.to(of.group("db"))));
        values.put("VpcEndpoint.privateDns", false);
    }

    private void peerings() {
        values.put(
                "PeeringRoutes.routes",
                Set.of(new PeeringRoutes.Route("10.9.0.0/25", Ref.to(of.peering()))));
        values.put(
                "PeeringRules.ingress",
                Set.of(
                        new PeeringRules.Source(
                                Neighbour.SPARE,
                                null,
                                Ref.to(of.peering()),
                                PeeringRules.EVERYTHING)));
    }

    private void fleet() {
        values.put("Role.trustPolicy", Specimens.TRUST.replace("ec2.amazonaws", "ssm.amazonaws"));
        values.put("Role.policies", Map.of("other", Specimens.policy("s3:ListBucket")));
        values.put("InstanceProfile.role", Ref.to(of.role("spare")));
        values.put(
                "LaunchTemplate.imageId", Specimens.IMAGE.replace("kernel-default", "kernel-6.1"));
        values.put("LaunchTemplate.instanceType", "m5.large");
        values.put("LaunchTemplate.keyName", "operations");
        values.put(
                "LaunchTemplate.securityGroups",
                Set.of(Ref.to(of.group("web")), Ref.to(of.group("db"))));
        values.put("LaunchTemplate.publicAddress", true);
        values.put("LaunchTemplate.userData", "hostclass=\"other\"\n");
        values.put(
                "LaunchTemplate.blockDevices",
                List.of(
                        new LaunchTemplate.Volume("/dev/sdc", 40, "gp3", 4000, null),
                        new LaunchTemplate.InstanceStore("/dev/sdd", "ephemeral0")));
        values.put("LaunchTemplate.detailedMonitoring", true);
        values.put("LaunchTemplate.instanceTags", Tags.of("Name", "another"));
    }

    private void groups() {
        values.put(
                "AutoScalingGroup.mixedInstances",
                new AutoScalingGroup.MixedInstances(
                        List.of("t3.small", "t3a.small"),
                        1,
                        25,
                        "prioritized",
                        "price-capacity-optimized",
                        true));
        values.put("ScheduledAction.recurrence", "45 4 * * *");
        values.put("ScheduledAction.timeZone", "Europe/Berlin");
        values.put("ScheduledAction.sizes", new ScheduledAction.Sizes(null, null, 2));
        values.put("AutoScalingGroup.minSize", 1);
        values.put("AutoScalingGroup.maxSize", 5);
        values.put("AutoScalingGroup.desiredCapacity", 2);
        values.put("AutoScalingGroup.subnets", Set.of(Ref.to(of.subnet("b", 1))));
        values.put(
                "AutoScalingGroup.targetGroups",
                Set.of(Ref.to(of.targets("web")), Ref.to(of.targets("spare"))));
        values.put("AutoScalingGroup.healthCheckType", "EC2");
        values.put("AutoScalingGroup.healthCheckGraceSeconds", 90);
        values.put("AutoScalingGroup.instanceWarmupSeconds", 30);
        values.put("AutoScalingGroup.terminationPolicies", List.of("OldestInstance"));
        values.put(
                "ScalingPolicy.rule", new ScalingPolicy.Simple("ChangeInCapacity", 2, null, null));
        values.put(
                "ScalingPolicy.type",
                new Together(
                        Map.of(
                                "type",
                                "StepScaling",
                                "rule",
                                new WatchingSpecimens(of).steps().rule()),
                        Set.of()));
    }

    private void traffic() {
        values.put("TargetGroup.port", 9090);
        values.put(
                "TargetGroup.healthCheck",
                new TargetGroup.HealthCheck("HTTP", "/well", 15, 6, 3, 4));
        values.put("TargetGroup.deregistrationDelaySeconds", 60);
        values.put("TargetGroup.stickiness", new TargetGroup.Stickiness("session", 600));
        values.put("TargetGroup.crossZone", "false");
        values.put("LoadBalancer.scheme", "internet-facing");
        values.put(
                "LoadBalancer.subnets",
                Set.of(Ref.to(of.subnet("b", 1)), Ref.to(of.subnet("c", 2))));
        values.put("LoadBalancer.securityGroups", Set.of(Ref.to(of.group("db"))));
        values.put("LoadBalancer.idleTimeoutSeconds", 120);
        values.put("Listener.targetGroup", Ref.to(of.targets("spare")));
        values.put("LogGroup.retentionDays", 90);
        values.put("MetricFilter.pattern", "[address, user, time, request, status, ...]");
        values.put("MetricFilter.metric", "mhcweb-Errors");
        values.put("MetricFilter.value", "2");
        values.put("Listener.idleTimeoutSeconds", 240);
        classic();
    }

    private void classic() {
        values.put("ClassicLoadBalancer.scheme", "internet-facing");
        values.put(
                "ClassicLoadBalancer.subnets",
                Set.of(Ref.to(of.subnet("b", 1)), Ref.to(of.subnet("c", 2))));
        values.put("ClassicLoadBalancer.securityGroups", Set.of(Ref.to(of.group("db"))));
        values.put(
                "ClassicLoadBalancer.listeners",
                Set.of(
                        new ClassicLoadBalancer.Listener(80, "HTTP", 9090, "HTTP", null),
                        new ClassicLoadBalancer.Listener(8080, "HTTP", 8080, "HTTP", null)));
        values.put(
                "ClassicLoadBalancer.healthCheck",
                new ClassicLoadBalancer.HealthCheck("TCP:8080", 15, 6, 3, 4));
        values.put("ClassicLoadBalancer.stickyCookie", "ELB");
        values.put("ClassicLoadBalancer.idleTimeoutSeconds", 60);
        values.put("ClassicLoadBalancer.drainSeconds", 0);
        values.put("ClassicLoadBalancer.crossZone", false);
        values.put("AliasRecord.target", Ref.to(of.balancer()));
        values.put("AutoScalingGroup.classicLoadBalancers", Set.of());
        alarms();
    }

    private void alarms() {
        values.put("Alarm.description", "Another");
        values.put("Alarm.namespace", "Shop");
        values.put("Alarm.metric", "Orders");
        values.put("Alarm.statistic", "Maximum");
        values.put("Alarm.periodSeconds", 120);
        values.put("Alarm.evaluationPeriods", 3);
        values.put("Alarm.threshold", 80.0);
        values.put("Alarm.comparison", "LessThanThreshold");
        values.put("Alarm.part", "mhcother");
        values.put("Alarm.dimensions", Set.of(Dimension.of("env_hostclass", "ci_mhcweb")));
        values.put("Alarm.missingData", "breaching");
        values.put("Alarm.actions", Set.of());
        values.put("Alarm.alarmTopics", Set.of());
        values.put("Alarm.okTopics", Set.of());
    }

    /** Whether the component's variant fits the specimen; of some kinds there are two sorts. */
    static boolean fits(String component, Spec specimen) {
        if (specimen instanceof Listener listener) {
            return component.endsWith("idleTimeoutSeconds") == listener.protocol().equals("TCP");
        }
        String sort = component.equals("VpcEndpoint.routeTables") ? "Gateway" : "Interface";
        return !(specimen instanceof VpcEndpoint endpoint) || endpoint.type().equals(sort);
    }

    /** Components that no variant exists for, and why. */
    static final Map<String, String> EXEMPT =
            Map.ofEntries(
                    Map.entry(
                            "Vpc.dhcpOptions",
                            "changes with every variant of DhcpOptions, which is replaced"),
                    Map.entry("Subnet.vpc", "one environment has one VPC; changes with Vpc.cidr"),
                    Map.entry("InternetGateway.vpc", "as Subnet.vpc"),
                    Map.entry("RouteTable.vpc", "as Subnet.vpc"),
                    Map.entry("VpnGatewayAttachment.vpc", "as Subnet.vpc"),
                    Map.entry("VpcEndpoint.vpc", "as Subnet.vpc"),
                    Map.entry("SecurityGroup.vpc", "as Subnet.vpc"),
                    Map.entry(
                            "SecurityGroupRules.group",
                            "the group of the same name; changes with SecurityGroup.description"),
                    Map.entry("Subscription.topic", "part of the name"),
                    Map.entry("Subscription.endpoint", "part of the name"),
                    Map.entry("Subscription.protocol", "follows from the endpoint"),
                    Map.entry("PeeringConnection.vpc", "as Subnet.vpc"),
                    Map.entry("PeeringConnection.neighbour", "part of the name"),
                    Map.entry("PeeringConnection.status", "nobody wants one that is not active"),
                    Map.entry("PeeringRoutes.table", "the table of the same name"),
                    Map.entry("PeeringRules.group", "the group of the same name"),
                    Map.entry("TargetGroup.vpc", "as Subnet.vpc"),
                    Map.entry("LaunchTemplate.instanceProfile", "as the profile of the same name"),
                    Map.entry(
                            "LaunchTemplate.instanceProfileName",
                            "never together with instanceProfile"),
                    Map.entry("AutoScalingGroup.launchTemplate", "the template of the same name"),
                    Map.entry("Elastigroup.vpc", "as Subnet.vpc"),
                    Map.entry("Elastigroup.instanceProfile", "as LaunchTemplate.instanceProfile"),
                    Map.entry(
                            "Elastigroup.instanceProfileName",
                            "never together with instanceProfile"),
                    Map.entry("ScheduledAction.group", "part of the name"),
                    Map.entry("ScalingPolicy.group", "the group of the same name"),
                    Map.entry("AliasRecord.hostedZone", "part of the name"),
                    Map.entry("AliasRecord.dnsName", "part of the name"),
                    Map.entry(
                            "LoadBalancer.type",
                            "its listeners and target groups change with it; a golden case does"),
                    Map.entry(
                            "Listener.loadBalancer",
                            "the balancer of the same name; changes with LoadBalancer.scheme"),
                    Map.entry(
                            "Listener.protocol",
                            "HTTPS needs a certificate, which the local cloud has none of yet"),
                    Map.entry("Listener.certificateArn", "as Listener.protocol"),
                    Map.entry("ScalingPolicy.policyName", "part of the name"),
                    Map.entry(
                            "TargetGroup.protocol",
                            "the local cloud's balancers speak no TLS to targets yet"),
                    Map.entry("Listener.port", "part of the name"),
                    Map.entry("MetricFilter.group", "part of the name"),
                    Map.entry("MetricFilter.filterName", "part of the name"),
                    Map.entry(
                            "MetricFilter.namespace",
                            "by it a filter is known as the environment's"));

    Map<String, Object> values() {
        return values;
    }

    /** The names of all components that a spec type has besides its name: {@code Vpc.cidr}. */
    static List<String> components(Class<? extends Spec> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(each -> !each.equals("name"))
                .map(each -> type.getSimpleName() + "." + each)
                .toList();
    }

    /**
     * A change of several components that AWS takes only together; the cleared ones become
     * unmanaged.
     */
    record Together(Map<String, Object> changed, Set<String> cleared) {}

    /** The spec with that component changed. */
    static Spec with(Spec spec, String component, Object value)
            throws ReflectiveOperationException {
        if (value instanceof Together(Map<String, Object> changed, Set<String> cleared)) {
            return make(
                    spec,
                    name -> changed.containsKey(name) || cleared.contains(name),
                    changed::get);
        }
        return make(spec, component::equals, name -> value);
    }

    private static Spec make(
            Spec spec, Predicate<String> touched, Function<String, @Nullable Object> value)
            throws ReflectiveOperationException {
        RecordComponent[] components = spec.getClass().getRecordComponents();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (RecordComponent each : components) {
            arguments.add(
                    touched.test(each.getName())
                            ? value.apply(each.getName())
                            : each.getAccessor().invoke(spec));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return (Spec) spec.getClass().getConstructor(types).newInstance(arguments.toArray());
    }
}
