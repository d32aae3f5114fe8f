package dev.sila.localcloud.refusal;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/** What IAM refuses of users, groups, keys and passwords, and of lists. */
final class IamUserRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";
    private static final String QUOTAS =
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    @Override
    public String service() {
        return "IAM users";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(USERS, GROUPS, KEYS, PASSWORDS, LISTS).flatMap(List::stream).toList();
    }

    private static Refusal refusal(
            String rule, String operation, String code, Consumer<IamClient> attempt) {
        return new Refusal(rule, API + operation + ".html", code, rig -> attempt.accept(rig.iam()));
    }

    private static final List<Refusal> USERS =
            List.of(
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
                                iam.createLoginProfile(
                                        r -> r.userName("ann").password("Secret-123"));
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

    private static final List<Refusal> GROUPS =
            List.of(
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
                                    rig.iam()
                                            .addUserToGroup(
                                                    r -> r.groupName(group).userName("ann"));
                                }
                            }));

    private static final List<Refusal> KEYS =
            List.of(
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

    private static final List<Refusal> PASSWORDS =
            List.of(
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
                                iam.createLoginProfile(
                                        r -> r.userName("ann").password("Secret-123"));
                                iam.createLoginProfile(
                                        r -> r.userName("ann").password("Secret-123"));
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
                            iam ->
                                    iam.updateAccountPasswordPolicy(
                                            r -> r.minimumPasswordLength(129))),
                    refusal(
                            "Root has no password to change",
                            "ChangePassword",
                            "InvalidUserType",
                            iam -> iam.changePassword(r -> r.oldPassword("a").newPassword("b"))));

    private static final List<Refusal> LISTS =
            List.of(
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
