package dev.sila.localcloud.refusal;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** What STS refuses. */
final class StsRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/STS/latest/APIReference/API_";
    private static final String ROLE = "arn:aws:iam::000000000000:role/r";
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}}
            """;
    private static final String EXTERNAL =
            TRUST.replace(
                    "\"Action\"",
                    "\"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"xyz\"}}, \"Action\"");

    @Override
    public String service() {
        return "STS";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(ROLES, SESSIONS).flatMap(List::stream).toList();
    }

    private static final List<Refusal> ROLES =
            List.of(
                    assume(
                            "A role that does not exist cannot be assumed",
                            "AccessDenied",
                            TRUST,
                            r -> r.roleArn(ROLE + "2")),
                    assume(
                            "The trust policy allows the caller",
                            "AccessDenied",
                            TRUST.replace("\"AWS\": \"*\"", "\"Service\": \"ec2.amazonaws.com\""),
                            r -> {}),
                    assume(
                            "The trust policy's conditions hold: external ID",
                            "AccessDenied",
                            EXTERNAL,
                            r -> r.externalId("abc")),
                    assume(
                            "A condition on an external ID needs one",
                            "AccessDenied",
                            EXTERNAL,
                            r -> {}),
                    assume(
                            "A condition on MFA is not met without",
                            "AccessDenied",
                            TRUST.replace(
                                    "\"Action\"",
                                    "\"Condition\": {\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}}, \"Action\""),
                            r -> {}),
                    assume(
                            "Session tags need sts:TagSession",
                            "AccessDenied",
                            TRUST,
                            r -> r.tags(t -> t.key("a").value("b"))),
                    assume(
                            "A deny in the trust policy wins",
                            "AccessDenied",
                            TRUST.replace("Allow", "Deny"),
                            r -> {}),
                    assume(
                            "A session is not longer than its role allows",
                            "ValidationError",
                            TRUST,
                            r -> r.durationSeconds(7200)),
                    assume(
                            "A session lasts 15 minutes at least",
                            "ValidationError",
                            TRUST,
                            r -> r.durationSeconds(60)),
                    assume(
                            "A session's name has no blanks",
                            "ValidationError",
                            TRUST,
                            r -> r.roleSessionName("a b")),
                    assume(
                            "A session's name has two characters at least",
                            "ValidationError",
                            TRUST,
                            r -> r.roleSessionName("a")),
                    assume(
                            "A session policy is a policy",
                            "MalformedPolicyDocument",
                            TRUST,
                            r -> r.policy("{}")),
                    assume(
                            "A session policy has 2,048 characters at most",
                            "ValidationError",
                            TRUST,
                            r -> r.policy("x".repeat(2049))),
                    assume(
                            "A session's managed policy exists",
                            "NoSuchEntity",
                            TRUST,
                            r -> r.policyArns(p -> p.arn("arn:aws:iam::aws:policy/NoSuch"))));

    private static Refusal assume(
            String rule, String code, String trust, Consumer<AssumeRoleRequest.Builder> request) {
        return new Refusal(
                rule,
                API + "AssumeRole.html",
                code,
                rig -> {
                    rig.iam().createRole(r -> r.roleName("r").assumeRolePolicyDocument(trust));
                    rig.sts()
                            .assumeRole(r -> {
                                r.roleArn(ROLE).roleSessionName("me");
                                request.accept(r);
                            });
                });
    }

    private static final List<Refusal> SESSIONS =
            List.of(
                    new Refusal(
                            "A session opens no session token",
                            API + "GetSessionToken.html",
                            "AccessDenied",
                            rig -> {
                                String key =
                                        rig.sts().getSessionToken().credentials().accessKeyId();
                                try (StsClient session =
                                        rig.client(
                                                StsClient.builder(),
                                                AwsBasicCredentials.create(key, "x"))) {
                                    session.getSessionToken();
                                }
                            }),
                    new Refusal(
                            "A session ends",
                            API + "GetSessionToken.html",
                            "ExpiredToken",
                            rig -> {
                                String key =
                                        rig.sts()
                                                .getSessionToken(r -> r.durationSeconds(900))
                                                .credentials()
                                                .accessKeyId();
                                rig.pass(Duration.ofMinutes(15));
                                try (StsClient session =
                                        rig.client(
                                                StsClient.builder(),
                                                AwsBasicCredentials.create(key, "x"))) {
                                    session.getCallerIdentity();
                                }
                            }),
                    new Refusal(
                            "An inactive key is no credential",
                            "https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html",
                            "InvalidClientTokenId",
                            rig -> {
                                rig.iam().createUser(r -> r.userName("ann"));
                                String key =
                                        rig.iam()
                                                .createAccessKey(r -> r.userName("ann"))
                                                .accessKey()
                                                .accessKeyId();
                                rig.iam()
                                        .updateAccessKey(r ->
                                                r.userName("ann")
                                                        .accessKeyId(key)
                                                        .status("Inactive"));
                                try (StsClient user =
                                        rig.client(
                                                StsClient.builder(),
                                                AwsBasicCredentials.create(key, "x"))) {
                                    user.getCallerIdentity();
                                }
                            }),
                    new Refusal(
                            "A federated user's name has 32 characters at most",
                            API + "GetFederationToken.html",
                            "ValidationError",
                            rig -> rig.sts().getFederationToken(r -> r.name("x".repeat(33)))),
                    new Refusal(
                            "A session lasts 36 hours at most",
                            API + "GetSessionToken.html",
                            "ValidationError",
                            rig -> rig.sts().getSessionToken(r -> r.durationSeconds(129_601))),
                    new Refusal(
                            "Only what AWS encoded is decoded",
                            API + "DecodeAuthorizationMessage.html",
                            "InvalidAuthorizationMessageException",
                            rig ->
                                    rig.sts()
                                            .decodeAuthorizationMessage(
                                                    r -> r.encodedMessage("nothing"))),
                    new Refusal(
                            "An access key has 16 characters at least",
                            API + "GetAccessKeyInfo.html",
                            "ValidationError",
                            rig -> rig.sts().getAccessKeyInfo(r -> r.accessKeyId("AKIA"))));
}
