package dev.sila.localcloud.service.access;

import dev.sila.localcloud.Realm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The resources of a call, from what its request names: ARNs as they stand, names made into ARNs of
 * the service's kind. A call that names none, and nearly every call that lists, has {@code *}.
 * Source: Service Authorization Reference.
 */
final class Resources {
    private static final List<String> ARN_MEMBERS =
            List.of(
                    "ResourceArn",
                    "ResourceArns",
                    "ResourceARN",
                    "TopicArn",
                    "LoadBalancerArn",
                    "ListenerArn",
                    "ListenerArns",
                    "RuleArn",
                    "TargetGroupArn",
                    "TargetGroupArns",
                    "PolicyArn",
                    "SubscriptionArn",
                    "RoleArn",
                    "SAMLProviderArn",
                    "OpenIDConnectProviderArn",
                    "PolicySourceArn",
                    "CertificateArn");

    /** Calls of IAM that are about their caller when they name no user. */
    private static final Set<String> OF_CALLER =
            Set.of(
                    "ChangePassword",
                    "CreateAccessKey",
                    "CreateLoginProfile",
                    "DeleteAccessKey",
                    "DeleteLoginProfile",
                    "GetLoginProfile",
                    "GetUser",
                    "ListAccessKeys",
                    "UpdateAccessKey");

    private final Realm realm;
    private final Surroundings surroundings;
    private final Ec2Resources ec2;

    Resources(Realm realm, Surroundings surroundings) {
        this.realm = realm;
        this.surroundings = surroundings;
        this.ec2 = new Ec2Resources(realm, surroundings);
    }

    Ec2Resources ec2() {
        return ec2;
    }

    /**
     * @param caller the ARN of whoever calls
     */
    List<String> of(String service, String operation, RequestFields fields, String caller) {
        List<String> found =
                switch (service) {
                    case "ec2" -> ec2.of(operation, fields);
                    case "iam" -> iam(operation, fields, caller);
                    case "s3" -> s3(operation, fields);
                    case "autoscaling" -> autoScaling(operation, fields);
                    case "monitoring" ->
                            named(
                                    fields,
                                    "cloudwatch",
                                    "alarm:",
                                    "AlarmName",
                                    "AlarmNames",
                                    "ResourceARN");
                    case "sns" ->
                            operation.equals("CreateTopic")
                                    ? named(fields, "sns", "", "Name")
                                    : arns(fields);
                    case "sqs" -> sqs(fields);
                    case "sts" -> federated(operation, fields);
                    case "events" -> events(operation, fields);
                    case "ssm" -> ssm(operation, fields);
                    case "logs" -> logs(operation, fields);
                    case "route53" -> route53(operation, fields);
                    case "elasticloadbalancing" -> balancing(operation, fields);
                    default -> arns(fields);
                };
        return found.isEmpty() ? List.of("*") : found;
    }

    /** A role's, user's or group's call is about it, whatever policy it also names. */
    private List<String> iam(String operation, RequestFields fields, String caller) {
        if (operation.startsWith("Simulate") || operation.startsWith("GetContextKeys")) {
            return fields.texts("PolicySourceArn");
        }
        for (String[] each :
                new String[][] {
                    {"InstanceProfileName", "instance-profile"},
                    {"RoleName", "role"},
                    {"GroupName", "group"},
                    {"UserName", "user"},
                    {"ServerCertificateName", "server-certificate"}
                }) {
            Optional<String> name = fields.text(each[0]);
            if (name.isPresent()) {
                String path = fields.text("Path").orElse("/");
                return List.of(
                        surroundings
                                .iamArn(each[1], name.get())
                                .orElse(realm.globalArn("iam", each[1] + path + name.get())));
            }
        }
        if (OF_CALLER.contains(operation)) {
            return List.of(caller);
        }
        if (operation.equals("CreatePolicy")) {
            String path = fields.text("Path").orElse("/");
            return fields.texts("PolicyName").stream()
                    .map(each -> realm.globalArn("iam", "policy" + path + each))
                    .toList();
        }
        return arns(fields);
    }

    private List<String> s3(String operation, RequestFields fields) {
        String bucket = "arn:aws:s3:::" + fields.text("Bucket").orElse("");
        if (fields.text("Bucket").isEmpty()) {
            return List.of();
        }
        if (operation.equals("DeleteObjects")) {
            return fields.objects("Delete").stream()
                    .flatMap(each -> each.objects("Objects").stream())
                    .flatMap(each -> each.text("Key").stream())
                    .map(each -> bucket + "/" + each)
                    .toList();
        }
        return List.of(fields.text("Key").map(each -> bucket + "/" + each).orElse(bucket));
    }

    /** The unique part of a group's ARN is not known here and stands as {@code *}. */
    private List<String> autoScaling(String operation, RequestFields fields) {
        if (operation.startsWith("Describe")) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>(fields.texts("AutoScalingGroupName"));
        fields.objects("Tags").forEach(each -> names.addAll(each.texts("ResourceId")));
        return names.stream()
                .map(each ->
                        realm.arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/" + each))
                .toList();
    }

    private List<String> federated(String operation, RequestFields fields) {
        return operation.equals("GetFederationToken")
                ? fields.texts("Name").stream()
                        .map(each -> realm.globalArn("sts", "federated-user/" + each))
                        .toList()
                : List.of();
    }

    private List<String> sqs(RequestFields fields) {
        List<String> queues =
                fields.texts("QueueUrl").stream()
                        .map(each -> each.substring(each.lastIndexOf('/') + 1))
                        .map(each -> realm.arn("sqs", each))
                        .toList();
        return queues.isEmpty() ? named(fields, "sqs", "", "QueueName") : queues;
    }

    private List<String> events(String operation, RequestFields fields) {
        if (operation.equals("PutEvents")) {
            return List.of(realm.arn("events", "event-bus/default"));
        }
        List<String> rules = named(fields, "events", "rule/", "Rule");
        return !rules.isEmpty() || operation.startsWith("List") || !operation.endsWith("Rule")
                ? rules
                : named(fields, "events", "rule/", "Name");
    }

    private List<String> ssm(String operation, RequestFields fields) {
        if (operation.contains("Parameter") && !operation.startsWith("Describe")) {
            return Stream.of("Name", "Names", "Path")
                    .flatMap(each -> fields.texts(each).stream())
                    .map(each -> realm.arn("ssm", "parameter/" + each.replaceFirst("^/", "")))
                    .toList();
        }
        List<String> resources = new ArrayList<>();
        fields.texts("InstanceIds")
                .forEach(each -> resources.add(realm.arn("ec2", "instance/" + each)));
        fields.texts("DocumentName")
                .forEach(each ->
                        resources.add(
                                each.startsWith("AWS-")
                                        ? "arn:aws:ssm:" + realm.region() + "::document/" + each
                                        : realm.arn("ssm", "document/" + each)));
        if (operation.contains("Document") && !operation.startsWith("List")) {
            resources.addAll(named(fields, "ssm", "document/", "Name"));
        }
        resources.addAll(named(fields, "ssm", "maintenancewindow/", "WindowId"));
        return resources;
    }

    /** Groups have ARNs with {@code :*}, streams with their names; reading of groups has none. */
    private List<String> logs(String operation, RequestFields fields) {
        if (operation.equals("DescribeLogGroups") || operation.equals("TestMetricFilter")) {
            return List.of();
        }
        boolean ofStream =
                operation.equals("PutLogEvents")
                        || operation.equals("GetLogEvents")
                        || operation.equals("DeleteLogStream");
        String stream = ofStream ? ":log-stream:" + fields.text("logStreamName").orElse("*") : ":*";
        return Stream.of("logGroupName", "logGroupIdentifier", "resourceArn")
                .flatMap(each -> fields.texts(each).stream())
                .map(each ->
                        each.startsWith("arn:") ? each : realm.arn("logs", "log-group:" + each))
                .map(each -> each + stream)
                .toList();
    }

    /** Lists of zones and their making have no resources. */
    private static List<String> route53(String operation, RequestFields fields) {
        if (operation.equals("GetChange")) {
            return List.of("arn:aws:route53:::change/" + fields.text("Id").orElse("*"));
        }
        if (operation.startsWith("ListHostedZones") || operation.equals("GetAccountLimit")) {
            return List.of();
        }
        return Stream.of("HostedZoneId", "Id", "ResourceId", "ResourceIds")
                .flatMap(each -> fields.texts(each).stream())
                .map(each -> "arn:aws:route53:::hostedzone/" + each)
                .toList();
    }

    /** Reading has no resources; a classic balancer is known by its name. */
    private List<String> balancing(String operation, RequestFields fields) {
        if (operation.startsWith("Describe")) {
            return List.of();
        }
        return switch (operation) {
            case "CreateTargetGroup" ->
                    fields.texts("Name").stream()
                            .map(each ->
                                    realm.arn("elasticloadbalancing", "targetgroup/" + each + "/*"))
                            .toList();
            case "CreateLoadBalancer" -> newBalancer(fields);
            default -> {
                List<String> arns = arns(fields);
                yield arns.isEmpty()
                        ? Stream.of("LoadBalancerName", "LoadBalancerNames")
                                .flatMap(each -> fields.texts(each).stream())
                                .map(each ->
                                        realm.arn("elasticloadbalancing", "loadbalancer/" + each))
                                .toList()
                        : arns;
            }
        };
    }

    private List<String> newBalancer(RequestFields fields) {
        Optional<String> classic = fields.text("LoadBalancerName");
        String type = fields.text("Type").orElse("application").equals("network") ? "net" : "app";
        String path = classic.orElseGet(() -> type + "/" + fields.text("Name").orElse("*") + "/*");
        return List.of(realm.arn("elasticloadbalancing", "loadbalancer/" + path));
    }

    private List<String> named(
            RequestFields fields, String service, String prefix, String... members) {
        return Stream.of(members)
                .flatMap(each -> fields.texts(each).stream())
                .map(each -> each.startsWith("arn:") ? each : realm.arn(service, prefix + each))
                .toList();
    }

    private static List<String> arns(RequestFields fields) {
        return ARN_MEMBERS.stream()
                .flatMap(each -> fields.texts(each).stream())
                .filter(each -> each.startsWith("arn:"))
                .toList();
    }
}
