package dev.sila.localcloud.service.access;

import dev.sila.localcloud.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All permissions that a call needs: its own action, {@code ec2:CreateTags} for what it tags in
 * creating it, {@code iam:PassRole} for a role that it hands to a service, and {@code
 * ec2:RunInstances} for a group that will launch from a template. Creating a launch template passes
 * no role: AWS looks when the template is used. Source: the services' pages on identity-based
 * policies.
 */
final class Permissions {
    private static final List<String> ROLE_MEMBERS =
            List.of("RoleARN", "RoleArn", "ServiceRoleArn", "ServiceRoleARN");

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
        needed.add(
                new Needed(
                        Actions.named(service, operation),
                        resources.of(service, operation, fields, caller)));
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

    private void ec2(String operation, RequestFields fields, List<Needed> needed) {
        List<String> tagged = resources.ec2().tagged(fields);
        if (!tagged.isEmpty()) {
            needed.add(
                    new Needed(
                            "ec2:CreateTags",
                            tagged,
                            Map.of("ec2:CreateAction", List.of(operation))));
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
            profile(template)
                    .flatMap(each -> surroundings.roleOfProfile(each).stream())
                    .forEach(each -> pass(each, "ec2", needed));
        }
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
        return Stream.of("LaunchTemplateId", "LaunchTemplateName")
                .flatMap(each -> template.text(each).stream())
                .flatMap(each ->
                        surroundings
                                .profileOfTemplate(each, template.text("Version").orElse(""))
                                .stream());
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
