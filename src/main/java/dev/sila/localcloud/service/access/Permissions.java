package dev.sila.localcloud.service.access;

import dev.sila.localcloud.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All permissions that a call needs: its own action, the one for tagging what it tags in creating
 * it, {@code iam:PassRole} for a role that it hands to a service, and {@code ec2:RunInstances} for
 * a group that will launch from a template, with the template's tags. Creating a launch template
 * passes no role: AWS looks when the template is used. Source: the services' pages on
 * identity-based policies.
 */
final class Permissions {
    private static final String BALANCING = "elasticloadbalancing:";
    private static final List<String> ROLE_MEMBERS =
            List.of("RoleARN", "RoleArn", "ServiceRoleArn", "ServiceRoleARN");

    /** What a call needs to tag what it makes, by its own action. */
    private static final Map<String, String> TAGGING =
            Map.ofEntries(
                    Map.entry("iam:CreateInstanceProfile", "iam:TagInstanceProfile"),
                    Map.entry("iam:CreatePolicy", "iam:TagPolicy"),
                    Map.entry("iam:CreateRole", "iam:TagRole"),
                    Map.entry("iam:CreateUser", "iam:TagUser"),
                    Map.entry("cloudwatch:PutMetricAlarm", "cloudwatch:TagResource"),
                    Map.entry("logs:CreateLogGroup", "logs:TagResource"),
                    Map.entry("sns:CreateTopic", "sns:TagResource"),
                    Map.entry(BALANCING + "CreateLoadBalancer", BALANCING + "AddTags"),
                    Map.entry(BALANCING + "CreateTargetGroup", BALANCING + "AddTags"),
                    Map.entry(BALANCING + "CreateListener", BALANCING + "AddTags"));

    private final Surroundings surroundings;
    private final Resources resources;

    Permissions(Surroundings surroundings, Resources resources) {
        this.surroundings = surroundings;
        this.resources = resources;
    }

    /**
     * @param caller the ARN of whoever calls
     */
    List<Needed> of(Call call, RequestFields fields, String caller) {
        String service = call.service();
        String operation = call.action();
        List<Needed> needed = new ArrayList<>();
        String action = Actions.named(service, operation);
        List<String> own = resources.of(service, operation, fields, caller);
        needed.add(new Needed(action, own));
        boolean tagged = !fields.objects("Tags").isEmpty() || !fields.map("tags").isEmpty();
        if (TAGGING.containsKey(action) && tagged) {
            needed.add(tagging(action, own));
        }
        switch (service) {
            case "ec2" -> ec2(operation, fields, needed);
            case "iam" -> {
                if (operation.equals("AddRoleToInstanceProfile")) {
                    fields.text("RoleName")
                            .flatMap(each -> surroundings.iamArn("role", each))
                            .ifPresent(each -> pass(each, "ec2", needed));
                }
            }
            case "autoscaling" -> autoScaling(operation, fields, needed);
            case "events", "ssm" -> roles(fields, service, needed);
            default -> {
                // hands no role to anyone
            }
        }
        return needed;
    }

    /** A listener is added to a balancer, and tagged as what it is. */
    private static Needed tagging(String action, List<String> own) {
        String operation = action.substring(action.indexOf(':') + 1);
        List<String> made =
                operation.equals("CreateListener")
                        ? own.stream()
                                .map(each -> each.replace(":loadbalancer/", ":listener/") + "/*")
                                .toList()
                        : own;
        return new Needed(
                Objects.requireNonNull(TAGGING.get(action)),
                made,
                action.startsWith(BALANCING)
                        ? Map.of(BALANCING + "CreateAction", List.of(operation))
                        : Map.of());
    }

    private void ec2(String operation, RequestFields fields, List<Needed> needed) {
        List<String> tagged = resources.ec2().tagged(fields);
        if (!tagged.isEmpty()) {
            needed.add(
                    new Needed(
                            "ec2:CreateTags",
                            tagged,
                            Map.of("ec2:CreateAction", List.of(operation))));
        }
        if (operation.equals("CreateVpcEndpoint") && fields.flag("PrivateDnsEnabled")) {
            needed.add(new Needed("route53:AssociateVPCWithHostedZone", List.of("*")));
        }
        Optional<String> profile =
                fields.objects("IamInstanceProfile").stream()
                        .flatMap(each ->
                                Stream.of("Arn", "Name").flatMap(key -> each.text(key).stream()))
                        .findFirst();
        if (profile.isEmpty() && operation.equals("RunInstances")) {
            profile = fields.objects("LaunchTemplate").stream().flatMap(this::profile).findFirst();
        }
        profile.flatMap(surroundings::roleOfProfile).ifPresent(each -> pass(each, "ec2", needed));
    }

    private void autoScaling(String operation, RequestFields fields, List<Needed> needed) {
        roles(fields, "autoscaling", needed);
        if (!operation.equals("CreateAutoScalingGroup")
                && !operation.equals("UpdateAutoScalingGroup")) {
            return;
        }
        for (RequestFields template : templates(fields)) {
            needed.add(
                    new Needed("ec2:RunInstances", resources.ec2().of("RunInstances", template)));
            launchTags(template, needed);
            profile(template)
                    .flatMap(each -> surroundings.roleOfProfile(each).stream())
                    .forEach(each -> pass(each, "ec2", needed));
        }
    }

    private void launchTags(RequestFields template, List<Needed> needed) {
        List<String> tagged =
                named(template)
                        .flatMap(each ->
                                surroundings.taggedByTemplate(each, version(template)).stream())
                        .distinct()
                        .map(each -> resources.ec2().arn(each, "*"))
                        .toList();
        if (!tagged.isEmpty()) {
            needed.add(
                    new Needed(
                            "ec2:CreateTags",
                            tagged,
                            Map.of("ec2:CreateAction", List.of("RunInstances"))));
        }
    }

    private static Stream<String> named(RequestFields template) {
        return Stream.of("LaunchTemplateId", "LaunchTemplateName")
                .flatMap(each -> template.text(each).stream());
    }

    private static String version(RequestFields template) {
        return template.text("Version").orElse("");
    }

    private static List<RequestFields> templates(RequestFields fields) {
        List<RequestFields> templates = new ArrayList<>(fields.objects("LaunchTemplate"));
        for (RequestFields mixed : fields.objects("MixedInstancesPolicy")) {
            for (RequestFields template : mixed.objects("LaunchTemplate")) {
                templates.addAll(template.objects("LaunchTemplateSpecification"));
            }
        }
        return templates;
    }

    private Stream<String> profile(RequestFields template) {
        return named(template)
                .flatMap(each -> surroundings.profileOfTemplate(each, version(template)).stream());
    }

    private static void roles(RequestFields fields, String service, List<Needed> needed) {
        ROLE_MEMBERS.stream()
                .flatMap(each -> fields.texts(each).stream())
                .forEach(each -> pass(each, service, needed));
        for (RequestFields target : fields.objects("Targets")) {
            target.texts("RoleArn").forEach(each -> pass(each, service, needed));
        }
    }

    private static void pass(String role, String service, List<Needed> needed) {
        needed.add(
                new Needed(
                        "iam:PassRole",
                        List.of(role),
                        Map.of("iam:PassedToService", List.of(service + ".amazonaws.com"))));
    }
}
