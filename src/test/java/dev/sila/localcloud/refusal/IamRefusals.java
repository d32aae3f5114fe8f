package dev.sila.localcloud.refusal;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/** What IAM refuses of roles, users, groups, keys, providers and certificates. */
final class IamRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";
    private static final String QUOTAS =
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
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
        return Stream.of(roles(), profiles(), users(), groups(), keys(), passwords(), lists())
                .flatMap(List::stream)
                .toList();
    }

    private static Refusal refusal(
            String rule, String operation, String code, Consumer<IamClient> attempt) {
        return new Refusal(rule, API + operation + ".html", code, rig -> attempt.accept(rig.iam()));
    }

    private static List<Refusal> roles() {
        return List.of(
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
                            iam.putRolePolicy(
                                    r -> r.roleName("web").policyName("p").policyDocument(SOME));
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
                                    r.roleName("AWSServiceRoleForAutoScaling").description("d"));
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
                                                                "ec2.", "x".repeat(2048) + ".")))),
                refusal(
                        "Tags do not begin with aws:",
                        "TagRole",
                        "InvalidInput",
                        iam -> {
                            role(iam, "web");
                            iam.tagRole(
                                    r -> r.roleName("web").tags(t -> t.key("aws:x").value("y")));
                        }),
                refusal(
                        "An entity has 50 tags at most",
                        "TagRole",
                        "LimitExceeded",
                        iam -> {
                            role(iam, "web");
                            for (int i = 0; i < 51; i++) {
                                String key = "k" + i;
                                iam.tagRole(
                                        r -> r.roleName("web").tags(t -> t.key(key).value("y")));
                            }
                        }));
    }

    private static List<Refusal> profiles() {
        return List.of(
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
    }

    private static List<Refusal> users() {
        return List.of(
                refusal(
                        "A user's name is free, whatever its case",
                        "CreateUser",
                        "EntityAlreadyExists",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createUser(r -> r.userName("ANN"));
                        }),
                refusal(
                        "A user is not renamed to another",
                        "UpdateUser",
                        "EntityAlreadyExists",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createUser(r -> r.userName("bob"));
                            iam.updateUser(r -> r.userName("ann").newUserName("Bob"));
                        }),
                refusal(
                        "A user in a group stays",
                        "DeleteUser",
                        "DeleteConflict",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createGroup(r -> r.groupName("g"));
                            iam.addUserToGroup(r -> r.groupName("g").userName("ann"));
                            iam.deleteUser(r -> r.userName("ann"));
                        }),
                refusal(
                        "A user with a key stays",
                        "DeleteUser",
                        "DeleteConflict",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createAccessKey(r -> r.userName("ann"));
                            iam.deleteUser(r -> r.userName("ann"));
                        }),
                refusal(
                        "A user with a password stays",
                        "DeleteUser",
                        "DeleteConflict",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createLoginProfile(r -> r.userName("ann").password("Secret-123"));
                            iam.deleteUser(r -> r.userName("ann"));
                        }),
                refusal(
                        "A user with a policy stays",
                        "DeleteUser",
                        "DeleteConflict",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.attachUserPolicy(r -> r.userName("ann").policyArn(ADMIN));
                            iam.deleteUser(r -> r.userName("ann"));
                        }),
                refusal(
                        "A boundary is a policy that exists",
                        "CreateUser",
                        "NoSuchEntity",
                        iam ->
                                iam.createUser(r ->
                                        r.userName("ann")
                                                .permissionsBoundary(
                                                        "arn:aws:iam::000000000000:policy/none"))));
    }

    private static List<Refusal> groups() {
        return List.of(
                refusal(
                        "A group's name is free, whatever its case",
                        "CreateGroup",
                        "EntityAlreadyExists",
                        iam -> {
                            iam.createGroup(r -> r.groupName("admins"));
                            iam.createGroup(r -> r.groupName("ADMINS"));
                        }),
                refusal(
                        "A group with users stays",
                        "DeleteGroup",
                        "DeleteConflict",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createGroup(r -> r.groupName("g"));
                            iam.addUserToGroup(r -> r.groupName("g").userName("ann"));
                            iam.deleteGroup(r -> r.groupName("g"));
                        }),
                refusal(
                        "A group with policies stays",
                        "DeleteGroup",
                        "DeleteConflict",
                        iam -> {
                            iam.createGroup(r -> r.groupName("g"));
                            iam.attachGroupPolicy(r -> r.groupName("g").policyArn(ADMIN));
                            iam.deleteGroup(r -> r.groupName("g"));
                        }),
                refusal(
                        "Only a member leaves a group",
                        "RemoveUserFromGroup",
                        "NoSuchEntity",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createGroup(r -> r.groupName("g"));
                            iam.removeUserFromGroup(r -> r.groupName("g").userName("ann"));
                        }),
                new Refusal(
                        "A user is in ten groups at most",
                        QUOTAS,
                        "LimitExceeded",
                        rig -> {
                            rig.iam().createUser(r -> r.userName("ann"));
                            for (int i = 0; i < 11; i++) {
                                String group = "g" + i;
                                rig.iam().createGroup(r -> r.groupName(group));
                                rig.iam().addUserToGroup(r -> r.groupName(group).userName("ann"));
                            }
                        }));
    }

    private static List<Refusal> keys() {
        return List.of(
                new Refusal(
                        "A user has two keys at most",
                        QUOTAS,
                        "LimitExceeded",
                        rig -> {
                            rig.iam().createUser(r -> r.userName("ann"));
                            for (int i = 0; i < 3; i++) {
                                rig.iam().createAccessKey(r -> r.userName("ann"));
                            }
                        }),
                refusal(
                        "A key is of a user that exists",
                        "CreateAccessKey",
                        "NoSuchEntity",
                        iam -> iam.createAccessKey(r -> r.userName("none"))),
                refusal(
                        "A key exists when it is deleted",
                        "DeleteAccessKey",
                        "NoSuchEntity",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.deleteAccessKey(
                                    r -> r.userName("ann").accessKeyId("AKIAIOSFODNN7EXAMPLE"));
                        }),
                refusal(
                        "A key is active or inactive",
                        "UpdateAccessKey",
                        "ValidationError",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            String id =
                                    iam.createAccessKey(r -> r.userName("ann"))
                                            .accessKey()
                                            .accessKeyId();
                            iam.updateAccessKey(
                                    r -> r.userName("ann").accessKeyId(id).status("Off"));
                        }),
                refusal(
                        "The key of nobody has no last use",
                        "GetAccessKeyLastUsed",
                        "AccessDenied",
                        iam ->
                                iam.getAccessKeyLastUsed(
                                        r -> r.accessKeyId("AKIAIOSFODNN7EXAMPLE"))));
    }

    private static List<Refusal> passwords() {
        return List.of(
                refusal(
                        "A password is strong enough",
                        "CreateLoginProfile",
                        "PasswordPolicyViolation",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createLoginProfile(r -> r.userName("ann").password("secret"));
                        }),
                refusal(
                        "A user has one password",
                        "CreateLoginProfile",
                        "EntityAlreadyExists",
                        iam -> {
                            iam.createUser(r -> r.userName("ann"));
                            iam.createLoginProfile(r -> r.userName("ann").password("Secret-123"));
                            iam.createLoginProfile(r -> r.userName("ann").password("Secret-123"));
                        }),
                refusal(
                        "There is a password policy when it is asked for",
                        "GetAccountPasswordPolicy",
                        "NoSuchEntity",
                        iam -> iam.getAccountPasswordPolicy()),
                refusal(
                        "A password has 128 characters at most",
                        "UpdateAccountPasswordPolicy",
                        "ValidationError",
                        iam -> iam.updateAccountPasswordPolicy(r -> r.minimumPasswordLength(129))),
                refusal(
                        "Root has no password to change",
                        "ChangePassword",
                        "InvalidUserType",
                        iam -> iam.changePassword(r -> r.oldPassword("a").newPassword("b"))));
    }

    private static List<Refusal> lists() {
        return List.of(
                refusal(
                        "A page has 1 to 1,000 entries",
                        "ListRoles",
                        "ValidationError",
                        iam -> iam.listRoles(r -> r.maxItems(0))),
                refusal(
                        "A marker is one of IAM's",
                        "ListUsers",
                        "ValidationError",
                        iam -> iam.listUsers(r -> r.marker("!"))),
                refusal(
                        "A scope is All, AWS or Local",
                        "ListPolicies",
                        "ValidationError",
                        iam -> iam.listPolicies(r -> r.scope("Mine"))),
                refusal(
                        "An alias has small letters, digits and hyphens",
                        "CreateAccountAlias",
                        "ValidationError",
                        iam -> iam.createAccountAlias(r -> r.accountAlias("Sila"))),
                refusal(
                        "An alias exists when it is deleted",
                        "DeleteAccountAlias",
                        "NoSuchEntity",
                        iam -> iam.deleteAccountAlias(r -> r.accountAlias("sila"))));
    }

    private static void role(IamClient iam, String name) {
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
    }
}
