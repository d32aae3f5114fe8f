package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.stream.Stream;

/** What IAM refuses of policies: documents, attachments, versions, simulation. */
final class IamPolicyRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";
    private static final String GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
    private static final String GRAMMAR = GUIDE + "reference_policies_grammar.html";
    private static final String QUOTAS = GUIDE + "reference_iam-quotas.html";
    private static final String MALFORMED = "MalformedPolicyDocument";
    private static final String GOOD =
            """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}
            """;
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}}
            """;
    private static final String NONE = "arn:aws:iam::000000000000:policy/none";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    @Override
    public String service() {
        return "IAM policies";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(DOCUMENTS, TRUSTS, MANAGED, VERSIONS, ATTACHMENTS, SIMULATION)
                .flatMap(List::stream)
                .toList();
    }

    private static final List<Refusal> DOCUMENTS =
            List.of(
                    document("A policy is JSON", "{"),
                    document("A policy has a statement", "{\"Version\": \"2012-10-17\"}"),
                    document("A list of statements is not empty", "{\"Statement\": []}"),
                    document(
                            "The version is one that exists",
                            GOOD.replace("2012-10-17", "2020-01-01")),
                    document(
                            "An unknown element is refused",
                            GOOD.replace("\"Effect\"", "\"Efect\"")),
                    document("The effect is Allow or Deny", GOOD.replace("Allow", "allow")),
                    document(
                            "A statement has actions",
                            GOOD.replace("\"Action\": \"s3:GetObject\", ", "")),
                    document(
                            "A statement has resources", GOOD.replace(", \"Resource\": \"*\"", "")),
                    document("An action has a prefix", GOOD.replace("s3:GetObject", "GetObject")),
                    document(
                            "An action has one colon",
                            GOOD.replace("s3:GetObject", "s3:Get:Object")),
                    document("A prefix has no wildcards", GOOD.replace("s3:", "s*:")),
                    document("A resource is an ARN or *", GOOD.replace("\"*\"", "\"bucket\"")),
                    document(
                            "A resource is of a partition of AWS",
                            GOOD.replace("\"*\"", "\"arn:other:s3:::bucket\"")),
                    document(
                            "An IAM resource has no region",
                            GOOD.replace("\"*\"", "\"arn:aws:iam:us-east-1:000000000000:user/a\"")),
                    document(
                            "An identity's policy names no principal",
                            GOOD.replace("\"Action\"", "\"Principal\": \"*\", \"Action\"")),
                    document(
                            "A statement ID has letters and digits only",
                            GOOD.replace("\"Effect\"", "\"Sid\": \"a b\", \"Effect\"")),
                    document(
                            "A condition operator is one that exists",
                            GOOD.replace(
                                    "\"Effect\"",
                                    "\"Condition\": {\"StringIs\": {\"aws:username\": \"a\"}},"
                                            + " \"Effect\"")),
                    document(
                            "Action and NotAction exclude each other",
                            GOOD.replace("\"Effect\"", "\"NotAction\": \"s3:*\", \"Effect\"")),
                    document(
                            "Statement IDs are unique",
                            """
                            {"Statement": [
                              {"Sid": "A", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
                              {"Sid": "A", "Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}
                            """));

    private static Refusal document(String rule, String document) {
        return new Refusal(
                rule,
                GRAMMAR,
                MALFORMED,
                rig -> rig.iam().createPolicy(r -> r.policyName("p").policyDocument(document)));
    }

    private static final List<Refusal> TRUSTS =
            List.of(
                    trust(
                            "A trust policy names a principal",
                            TRUST.replaceAll("\"Principal\".*\\},", "")),
                    trust(
                            "A trust policy names no resource",
                            TRUST.replace("\"Effect\"", "\"Resource\": \"*\", \"Effect\"")),
                    trust(
                            "A trust policy is about assuming roles only",
                            TRUST.replace("sts:AssumeRole", "s3:GetObject")),
                    trust(
                            "A trusted service is one of AWS",
                            TRUST.replace("ec2.amazonaws.com", "example.com")),
                    trust(
                            "A trusted user exists",
                            TRUST.replace(
                                    "\"Service\": \"ec2.amazonaws.com\"",
                                    "\"AWS\": \"arn:aws:iam::000000000000:user/none\"")));

    private static Refusal trust(String rule, String document) {
        return new Refusal(
                rule,
                API + "CreateRole.html",
                MALFORMED,
                rig ->
                        rig.iam()
                                .createRole(
                                        r -> r.roleName("r").assumeRolePolicyDocument(document)));
    }

    private static final List<Refusal> MANAGED =
            List.of(
                    new Refusal(
                            "A policy's name is free, whatever its case",
                            API + "CreatePolicy.html",
                            "EntityAlreadyExists",
                            rig -> {
                                create(rig, "p");
                                create(rig, "P");
                            }),
                    new Refusal(
                            "A managed policy has 6,144 characters at most, white space apart",
                            QUOTAS,
                            "LimitExceeded",
                            rig ->
                                    rig.iam()
                                            .createPolicy(r ->
                                                    r.policyName("p")
                                                            .policyDocument(tooLong(6_144)))),
                    new Refusal(
                            "A policy that is attached stays",
                            API + "DeletePolicy.html",
                            "DeleteConflict",
                            rig -> {
                                String arn = create(rig, "p");
                                rig.iam().createUser(r -> r.userName("u"));
                                rig.iam().attachUserPolicy(r -> r.userName("u").policyArn(arn));
                                rig.iam().deletePolicy(r -> r.policyArn(arn));
                            }),
                    new Refusal(
                            "A policy that is a boundary stays",
                            API + "DeletePolicy.html",
                            "DeleteConflict",
                            rig -> {
                                String arn = create(rig, "p");
                                rig.iam().createUser(r -> r.userName("u").permissionsBoundary(arn));
                                rig.iam().deletePolicy(r -> r.policyArn(arn));
                            }),
                    new Refusal(
                            "A policy goes only after its other versions",
                            API + "DeletePolicy.html",
                            "DeleteConflict",
                            rig -> {
                                String arn = create(rig, "p");
                                version(rig, arn);
                                rig.iam().deletePolicy(r -> r.policyArn(arn));
                            }),
                    new Refusal(
                            "AWS's policies are not the customer's to delete",
                            GUIDE + "access_policies_managed-vs-inline.html",
                            "AccessDenied",
                            rig -> rig.iam().deletePolicy(r -> r.policyArn(ADMIN))),
                    new Refusal(
                            "A policy exists when it is asked for",
                            API + "GetPolicy.html",
                            "NoSuchEntity",
                            rig -> rig.iam().getPolicy(r -> r.policyArn(NONE))),
                    new Refusal(
                            "A policy's ARN is the ARN of a policy",
                            API + "GetPolicy.html",
                            "InvalidInput",
                            rig ->
                                    rig.iam()
                                            .getPolicy(r ->
                                                    r.policyArn("arn:aws:s3:::bucket-of-mine"))));

    private static final List<Refusal> VERSIONS =
            List.of(
                    new Refusal(
                            "A policy has five versions at most",
                            API + "CreatePolicyVersion.html",
                            "LimitExceeded",
                            rig -> {
                                String arn = create(rig, "p");
                                for (int i = 0; i < 5; i++) {
                                    version(rig, arn);
                                }
                            }),
                    new Refusal(
                            "The default version cannot be deleted",
                            API + "DeletePolicyVersion.html",
                            "DeleteConflict",
                            rig -> {
                                String arn = create(rig, "p");
                                rig.iam()
                                        .deletePolicyVersion(r -> r.policyArn(arn).versionId("v1"));
                            }),
                    new Refusal(
                            "Only a version that exists becomes the default",
                            API + "SetDefaultPolicyVersion.html",
                            "NoSuchEntity",
                            rig -> {
                                String arn = create(rig, "p");
                                rig.iam()
                                        .setDefaultPolicyVersion(
                                                r -> r.policyArn(arn).versionId("v7"));
                            }),
                    new Refusal(
                            "A version is written v1, v2 …",
                            API + "GetPolicyVersion.html",
                            "ValidationError",
                            rig -> {
                                String arn = create(rig, "p");
                                rig.iam().getPolicyVersion(r -> r.policyArn(arn).versionId("1"));
                            }));

    private static final List<Refusal> ATTACHMENTS =
            List.of(
                    new Refusal(
                            "Only a policy that exists is attached",
                            API + "AttachRolePolicy.html",
                            "NoSuchEntity",
                            rig -> {
                                rig.iam().createUser(r -> r.userName("u"));
                                rig.iam().attachUserPolicy(r -> r.userName("u").policyArn(NONE));
                            }),
                    new Refusal(
                            "A service-linked role's policy is not for others",
                            API + "AttachRolePolicy.html",
                            "PolicyNotAttachable",
                            rig -> {
                                rig.iam().createUser(r -> r.userName("u"));
                                rig.iam()
                                        .attachUserPolicy(r ->
                                                r.userName("u")
                                                        .policyArn(
                                                                "arn:aws:iam::aws:policy/aws-service-role/"
                                                                        + "AutoScalingServiceRolePolicy"));
                            }),
                    new Refusal(
                            "A role has ten managed policies at most",
                            QUOTAS,
                            "LimitExceeded",
                            rig -> {
                                rig.iam()
                                        .createRole(r ->
                                                r.roleName("r").assumeRolePolicyDocument(TRUST));
                                for (int i = 0; i < 11; i++) {
                                    String arn = create(rig, "p" + i);
                                    rig.iam().attachRolePolicy(r -> r.roleName("r").policyArn(arn));
                                }
                            }),
                    new Refusal(
                            "Only what is attached is detached",
                            API + "DetachUserPolicy.html",
                            "NoSuchEntity",
                            rig -> {
                                rig.iam().createUser(r -> r.userName("u"));
                                rig.iam().detachUserPolicy(r -> r.userName("u").policyArn(ADMIN));
                            }),
                    new Refusal(
                            "A user's own policies have 2,048 characters at most together",
                            QUOTAS,
                            "LimitExceeded",
                            rig -> {
                                rig.iam().createUser(r -> r.userName("u"));
                                rig.iam()
                                        .putUserPolicy(r ->
                                                r.userName("u")
                                                        .policyName("p")
                                                        .policyDocument(tooLong(2_048)));
                            }),
                    new Refusal(
                            "An own policy exists when it is asked for",
                            API + "GetUserPolicy.html",
                            "NoSuchEntity",
                            rig -> {
                                rig.iam().createUser(r -> r.userName("u"));
                                rig.iam().getUserPolicy(r -> r.userName("u").policyName("p"));
                            }),
                    new Refusal(
                            "A boundary is removed only where there is one",
                            API + "DeleteUserPermissionsBoundary.html",
                            "NoSuchEntity",
                            rig -> {
                                rig.iam().createUser(r -> r.userName("u"));
                                rig.iam().deleteUserPermissionsBoundary(r -> r.userName("u"));
                            }));

    private static final List<Refusal> SIMULATION =
            List.of(
                    new Refusal(
                            "A simulation asks about actions with a prefix",
                            API + "SimulateCustomPolicy.html",
                            "InvalidInput",
                            rig ->
                                    rig.iam()
                                            .simulateCustomPolicy(r ->
                                                    r.policyInputList(GOOD)
                                                            .actionNames("GetObject"))),
                    new Refusal(
                            "A simulated document is a policy",
                            API + "SimulateCustomPolicy.html",
                            "InvalidInput",
                            rig ->
                                    rig.iam()
                                            .simulateCustomPolicy(r ->
                                                    r.policyInputList("{}")
                                                            .actionNames("s3:GetObject"))),
                    new Refusal(
                            "A simulation is about a user, group or role that exists",
                            API + "SimulatePrincipalPolicy.html",
                            "NoSuchEntity",
                            rig ->
                                    rig.iam()
                                            .simulatePrincipalPolicy(r ->
                                                    r.policySourceArn(
                                                                    "arn:aws:iam::000000000000:user/none")
                                                            .actionNames("s3:GetObject"))));

    private static String create(Rig rig, String name) {
        return rig.iam().createPolicy(r -> r.policyName(name).policyDocument(GOOD)).policy().arn();
    }

    private static void version(Rig rig, String arn) {
        rig.iam().createPolicyVersion(r -> r.policyArn(arn).policyDocument(GOOD));
    }

    private static String tooLong(int length) {
        return GOOD.replace("GetObject", "Get" + "O".repeat(length));
    }
}
