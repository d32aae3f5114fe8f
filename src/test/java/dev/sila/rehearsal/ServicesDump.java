package dev.sila.rehearsal;

import dev.sila.rehearsal.AccountDump.Connect;
import dev.sila.rehearsal.AccountDump.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** What an account holds besides EC2's things. */
final class ServicesDump implements AutoCloseable {
    /** The most ARNs that one call for tags takes. */
    private static final int TAGGED = 20;

    /** In place of the ARN of one that nobody has confirmed: AWS drops it after some days. */
    private static final String PENDING = "PendingConfirmation";

    private final AutoScalingClient scaling;
    private final ElasticLoadBalancingV2Client balancing;
    private final ElasticLoadBalancingClient classic;
    private final Route53Client naming;
    private final CloudWatchClient watch;
    private final IamClient iam;
    private final SnsClient sns;

    ServicesDump(Connect connect) {
        scaling = connect.to(AutoScalingClient.builder()).build();
        balancing = connect.to(ElasticLoadBalancingV2Client.builder()).build();
        classic = connect.to(ElasticLoadBalancingClient.builder()).build();
        naming = connect.to(Route53Client.builder()).build();
        watch = connect.to(CloudWatchClient.builder()).build();
        iam = connect.to(IamClient.builder()).build();
        sns = connect.to(SnsClient.builder()).build();
    }

    void read(List<Entry> entries) {
        groups(entries);
        balancers(entries);
        classic(entries);
        records(entries);
        identities(entries);
        topics(entries);
    }

    private void groups(List<Entry> entries) {
        scaling.describeAutoScalingGroupsPaginator()
                .autoScalingGroups()
                .forEach(each ->
                        entries.add(
                                new Entry(
                                        "AutoScalingGroup",
                                        each.autoScalingGroupName(),
                                        Tree.of(each))));
        scaling.describePoliciesPaginator()
                .scalingPolicies()
                .forEach(each ->
                        entries.add(new Entry("ScalingPolicy", each.policyARN(), Tree.of(each))));
        scaling.describeScheduledActionsPaginator()
                .scheduledUpdateGroupActions()
                .forEach(each ->
                        entries.add(
                                new Entry(
                                        "ScheduledAction",
                                        each.scheduledActionARN(),
                                        Tree.of(each))));
        watch.describeAlarmsPaginator()
                .metricAlarms()
                .forEach(each ->
                        entries.add(
                                new Entry(
                                        "Alarm",
                                        each.alarmName(),
                                        Tree.of(each)
                                                .with(
                                                        "Tags",
                                                        Tree.list(
                                                                watch.listTagsForResource(request ->
                                                                                request.resourceARN(
                                                                                        each
                                                                                                .alarmArn()))
                                                                        .tags())))));
    }

    private void balancers(List<Entry> entries) {
        Map<String, Entry> byArn = new HashMap<>();
        balancing
                .describeLoadBalancersPaginator()
                .loadBalancers()
                .forEach(each -> {
                    String arn = each.loadBalancerArn();
                    var attributes =
                            balancing
                                    .describeLoadBalancerAttributes(
                                            request -> request.loadBalancerArn(arn))
                                    .attributes();
                    Tree.Branch tree = Tree.of(each).with("Attributes", Tree.list(attributes));
                    byArn.put(arn, new Entry("LoadBalancer", arn, tree));
                    balancing
                            .describeListenersPaginator(request -> request.loadBalancerArn(arn))
                            .listeners()
                            .forEach(listener ->
                                    byArn.put(
                                            listener.listenerArn(),
                                            new Entry(
                                                    "Listener",
                                                    listener.listenerArn(),
                                                    Tree.of(listener))));
                });
        balancing
                .describeTargetGroupsPaginator()
                .targetGroups()
                .forEach(each -> {
                    String arn = each.targetGroupArn();
                    var attributes =
                            balancing
                                    .describeTargetGroupAttributes(
                                            request -> request.targetGroupArn(arn))
                                    .attributes();
                    Tree.Branch tree = Tree.of(each).with("Attributes", Tree.list(attributes));
                    byArn.put(arn, new Entry("TargetGroup", arn, tree));
                });
        entries.addAll(tagged(byArn));
    }

    private void classic(List<Entry> entries) {
        classic.describeLoadBalancersPaginator()
                .loadBalancerDescriptions()
                .forEach(each -> {
                    String name = each.loadBalancerName();
                    var attributes =
                            classic.describeLoadBalancerAttributes(
                                            request -> request.loadBalancerName(name))
                                    .loadBalancerAttributes();
                    var tags =
                            classic.describeTags(request -> request.loadBalancerNames(name))
                                    .tagDescriptions()
                                    .getFirst()
                                    .tags();
                    Tree.Branch tree =
                            Tree.of(each)
                                    .with("Attributes", Tree.of(attributes))
                                    .with("Tags", Tree.list(tags));
                    entries.add(new Entry("ClassicLoadBalancer", name, tree));
                });
    }

    private void records(List<Entry> entries) {
        naming.listHostedZonesPaginator()
                .hostedZones()
                .forEach(zone ->
                        naming.listResourceRecordSetsPaginator(
                                        request -> request.hostedZoneId(zone.id()))
                                .resourceRecordSets()
                                .forEach(each ->
                                        entries.add(
                                                new Entry(
                                                        "ResourceRecordSet",
                                                        each.name(),
                                                        Tree.of(each)))));
    }

    private List<Entry> tagged(Map<String, Entry> byArn) {
        List<Entry> entries = new ArrayList<>();
        List<String> arns = byArn.keySet().stream().sorted().toList();
        for (int from = 0; from < arns.size(); from += TAGGED) {
            List<String> some = arns.subList(from, Math.min(from + TAGGED, arns.size()));
            balancing
                    .describeTags(request -> request.resourceArns(some))
                    .tagDescriptions()
                    .forEach(each -> {
                        Entry entry =
                                java.util.Objects.requireNonNull(byArn.get(each.resourceArn()));
                        entries.add(
                                new Entry(
                                        entry.kind(),
                                        entry.id(),
                                        entry.tree().with("Tags", Tree.list(each.tags()))));
                    });
        }
        return entries;
    }

    private void identities(List<Entry> entries) {
        iam.listRolesPaginator().roles().forEach(each -> entries.add(role(each)));
        iam.listInstanceProfilesPaginator()
                .instanceProfiles()
                .forEach(each ->
                        entries.add(
                                new Entry(
                                        "InstanceProfile",
                                        each.instanceProfileName(),
                                        Tree.of(each))));
    }

    private Entry role(Role listed) {
        String name = listed.roleName();
        Role role = iam.getRole(request -> request.roleName(name)).role();
        Tree.Branch policies = new Tree.Branch(Map.of());
        for (String policy :
                iam.listRolePoliciesPaginator(request -> request.roleName(name)).policyNames()) {
            String document =
                    iam.getRolePolicy(request -> request.roleName(name).policyName(policy))
                            .policyDocument();
            policies = policies.with(policy, document);
        }
        return new Entry(
                "Role",
                name,
                Tree.of(role)
                        .with("Policies", policies)
                        .with(
                                "Attached",
                                Tree.list(
                                        iam
                                                .listAttachedRolePoliciesPaginator(
                                                        request -> request.roleName(name))
                                                .attachedPolicies()
                                                .stream()
                                                .toList())));
    }

    private void topics(List<Entry> entries) {
        sns.listTopicsPaginator()
                .topics()
                .forEach(each -> {
                    String arn = each.topicArn();
                    Map<String, String> said =
                            new HashMap<>(
                                    sns.getTopicAttributes(request -> request.topicArn(arn))
                                            .attributes());
                    said.keySet().removeIf(name -> name.startsWith("Subscriptions"));
                    Tree.Branch attributes = Tree.strings(said);
                    var tags = sns.listTagsForResource(request -> request.resourceArn(arn)).tags();
                    entries.add(new Entry("Topic", arn, attributes.with("Tags", Tree.list(tags))));
                });
        sns.listSubscriptionsPaginator().subscriptions().stream()
                .filter(each -> !each.subscriptionArn().equals(PENDING))
                .forEach(each ->
                        entries.add(
                                new Entry("Subscription", each.subscriptionArn(), Tree.of(each))));
    }

    @Override
    public void close() {
        scaling.close();
        balancing.close();
        classic.close();
        naming.close();
        watch.close();
        iam.close();
        sns.close();
    }
}
