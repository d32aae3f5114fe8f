package dev.sila.localcloud.refusal;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/** What IAM refuses of roles and instance profiles. */
final class IamRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}}
            """;
    private static final String SOME =
            "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}}";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    @Override
    public String service() {
        return "IAM";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(ROLES, PROFILES).flatMap(List::stream).toList();
    }

    private static Refusal refusal(
            String rule, String operation, String code, Consumer<IamClient> attempt) {
        return new Refusal(rule, API + operation + ".html", code, rig -> attempt.accept(rig.iam()));
    }

    private static final List<Refusal> ROLES =
            List.of(
                    refusal(
                            "A role's name is free, whatever its case",
                            "CreateRole",
                            "EntityAlreadyExists",
                            iam -> {
                                role(iam, "web");
                                role(iam, "WEB");
                            }),
                    refusal(
                            "A role's name has 64 characters at most",
                            "CreateRole",
                            "ValidationError",
                            iam -> role(iam, "x".repeat(65))),
                    refusal(
                            "A role's name has no blanks",
                            "CreateRole",
                            "ValidationError",
                            iam -> role(iam, "a b")),
                    refusal(
                            "A path begins and ends with a slash",
                            "CreateRole",
                            "ValidationError",
                            iam ->
                                    iam.createRole(r ->
                                            r.roleName("r")
                                                    .path("/a")
                                                    .assumeRolePolicyDocument(TRUST))),
                    refusal(
                            "A session lasts an hour at least",
                            "CreateRole",
                            "ValidationError",
                            iam ->
                                    iam.createRole(r ->
                                            r.roleName("r")
                                                    .maxSessionDuration(900)
                                                    .assumeRolePolicyDocument(TRUST))),
                    refusal(
                            "A role exists when it is asked for",
                            "GetRole",
                            "NoSuchEntity",
                            iam -> iam.getRole(r -> r.roleName("none"))),
                    refusal(
                            "A role in a profile stays",
                            "DeleteRole",
                            "DeleteConflict",
                            iam -> {
                                role(iam, "web");
                                iam.createInstanceProfile(r -> r.instanceProfileName("p"));
                                iam.addRoleToInstanceProfile(
                                        r -> r.instanceProfileName("p").roleName("web"));
                                iam.deleteRole(r -> r.roleName("web"));
                            }),
                    refusal(
                            "A role with a managed policy stays",
                            "DeleteRole",
                            "DeleteConflict",
                            iam -> {
                                role(iam, "web");
                                iam.attachRolePolicy(r -> r.roleName("web").policyArn(ADMIN));
                                iam.deleteRole(r -> r.roleName("web"));
                            }),
                    refusal(
                            "A role with a policy of its own stays",
                            "DeleteRole",
                            "DeleteConflict",
                            iam -> {
                                role(iam, "web");
                                iam.putRolePolicy(r ->
                                        r.roleName("web").policyName("p").policyDocument(SOME));
                                iam.deleteRole(r -> r.roleName("web"));
                            }),
                    refusal(
                            "A service-linked role is its service's to change",
                            "UpdateRole",
                            "UnmodifiableEntity",
                            iam -> {
                                iam.createServiceLinkedRole(
                                        r -> r.awsServiceName("autoscaling.amazonaws.com"));
                                iam.updateRole(r ->
                                        r.roleName("AWSServiceRoleForAutoScaling")
                                                .description("d"));
                            }),
                    refusal(
                            "A service has one role without a suffix",
                            "CreateServiceLinkedRole",
                            "InvalidInput",
                            iam -> {
                                iam.createServiceLinkedRole(
                                        r -> r.awsServiceName("autoscaling.amazonaws.com"));
                                iam.createServiceLinkedRole(
                                        r -> r.awsServiceName("autoscaling.amazonaws.com"));
                            }),
                    refusal(
                            "A trust policy has 2,048 characters at most",
                            "CreateRole",
                            "LimitExceeded",
                            iam ->
                                    iam.createRole(r ->
                                            r.roleName("r")
                                                    .assumeRolePolicyDocument(
                                                            TRUST.replace(
                                                                    "ec2.",
                                                                    "x".repeat(2048) + ".")))),
                    refusal(
                            "Tags do not begin with aws:",
                            "TagRole",
                            "InvalidInput",
                            iam -> {
                                role(iam, "web");
                                iam.tagRole(r ->
                                        r.roleName("web").tags(t -> t.key("aws:x").value("y")));
                            }),
                    refusal(
                            "An entity has 50 tags at most",
                            "TagRole",
                            "LimitExceeded",
                            iam -> {
                                role(iam, "web");
                                for (int i = 0; i < 51; i++) {
                                    String key = "k" + i;
                                    iam.tagRole(r ->
                                            r.roleName("web").tags(t -> t.key(key).value("y")));
                                }
                            }));

    private static final List<Refusal> PROFILES =
            List.of(
                    refusal(
                            "A profile has one role at most",
                            "AddRoleToInstanceProfile",
                            "LimitExceeded",
                            iam -> {
                                role(iam, "a");
                                role(iam, "b");
                                iam.createInstanceProfile(r -> r.instanceProfileName("p"));
                                iam.addRoleToInstanceProfile(
                                        r -> r.instanceProfileName("p").roleName("a"));
                                iam.addRoleToInstanceProfile(
                                        r -> r.instanceProfileName("p").roleName("b"));
                            }),
                    refusal(
                            "A profile with a role stays",
                            "DeleteInstanceProfile",
                            "DeleteConflict",
                            iam -> {
                                role(iam, "a");
                                iam.createInstanceProfile(r -> r.instanceProfileName("p"));
                                iam.addRoleToInstanceProfile(
                                        r -> r.instanceProfileName("p").roleName("a"));
                                iam.deleteInstanceProfile(r -> r.instanceProfileName("p"));
                            }),
                    refusal(
                            "A profile exists when it is asked for",
                            "GetInstanceProfile",
                            "NoSuchEntity",
                            iam -> iam.getInstanceProfile(r -> r.instanceProfileName("none"))));

    private static void role(IamClient iam, String name) {
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
    }
}
