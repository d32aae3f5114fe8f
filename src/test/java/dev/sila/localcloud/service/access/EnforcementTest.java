package dev.sila.localcloud.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;

/** A local cloud in which policies decide, through the SDK's own clients. */
class EnforcementTest {
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}}
            """;
    private static final String LAUNCH =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*"},
              {"Effect": "Allow", "Action": "ec2:RunInstances",
               "Resource": ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*::image/*",
                 "arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:volume/*",
                 "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:launch-template/*"]},
              {"Effect": "Allow", "Action": "ec2:RunInstances",
               "Resource": "arn:aws:ec2:*:*:instance/*",
               "Condition": {"StringEquals": {"aws:RequestTag/team": "${aws:PrincipalTag/team}"}}},
              {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
               "Condition": {"StringEquals": {"ec2:CreateAction": "RunInstances"}}},
              {"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "*",
               "Condition": {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}}
            ]}
            """;

    private final Rig plain = new Rig();
    private final Rig rig = plain.enforcing();
    private final IamClient iam = rig.iam();
    private final Ec2Client ann;
    private final AwsCredentials key;

    EnforcementTest() {
        iam.createUser(r -> r.userName("ann").tags(t -> t.key("team").value("a")));
        AccessKey made = iam.createAccessKey(r -> r.userName("ann")).accessKey();
        key = AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey());
        ann = rig.client(Ec2Client.builder(), key);
    }

    @AfterEach
    void close() {
        ann.close();
        rig.close();
        plain.close();
    }

    @Test
    void rootAndUnknownKeysMayDoEverything() {
        assertThat(rig.ec2().describeVpcs().vpcs()).hasSize(1);
        AwsCredentials unknown = AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "x");
        try (Ec2Client client = rig.client(Ec2Client.builder(), unknown)) {
            assertThat(client.describeVpcs().vpcs()).hasSize(1);
        }
    }

    @Test
    void aUserWithoutPoliciesMayOnlyAskWhoItIs() {
        refused("UnauthorizedOperation", 403, ann::describeVpcs)
                .hasMessageContaining(
                        "is not authorized to perform: ec2:DescribeVpcs on resource: * because no"
                                + " identity-based policy allows the ec2:DescribeVpcs action");
        try (StsClient sts = rig.client(StsClient.builder(), key);
                CloudWatchClient metrics = rig.client(CloudWatchClient.builder(), key)) {
            assertThat(sts.getCallerIdentity().arn()).endsWith(":user/ann");
            refused("AccessDenied", 403, metrics::listMetrics)
                    .hasMessageContaining("cloudwatch:ListMetrics");
        }
    }

    @Test
    void groupsGiveAndDenialsTake() {
        iam.createGroup(r -> r.groupName("readers"));
        iam.attachGroupPolicy(r ->
                r.groupName("readers")
                        .policyArn("arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"));
        iam.addUserToGroup(r -> r.groupName("readers").userName("ann"));
        assertThat(ann.describeVpcs().vpcs()).hasSize(1);
        policy(
                "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"ec2:*\", \"Resource\": \"*\"}}");
        refused("UnauthorizedOperation", 403, ann::describeVpcs)
                .hasMessageContaining("with an explicit deny in an identity-based policy");
    }

    @Test
    void tagsOfTheRequestAndTheResourceDecide() {
        policy(LAUNCH);
        refused("UnauthorizedOperation", 403, () -> run("b", false));
        refused("UnauthorizedOperation", 403, () -> run("b", true));
        refused("DryRunOperation", 412, () -> run("a", true));
        String own = run("a", false);
        String other =
                rig.ec2()
                        .runInstances(r ->
                                r.imageId(image()).instanceType("t3.micro").minCount(1).maxCount(1))
                        .instances()
                        .getFirst()
                        .instanceId();
        refused(
                "UnauthorizedOperation",
                403,
                () -> ann.terminateInstances(r -> r.instanceIds(own, other)));
        assertThat(ann.terminateInstances(r -> r.instanceIds(own)).terminatingInstances())
                .hasSize(1);
    }

    @Test
    void aRoleIsPassedOnlyByThoseWhoMay() {
        policy(LAUNCH);
        iam.createRole(r -> r.roleName("web").assumeRolePolicyDocument(TRUST));
        iam.createInstanceProfile(r -> r.instanceProfileName("web"));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("web").roleName("web"));
        rig.ec2()
                .createLaunchTemplate(r ->
                        r.launchTemplateName("web")
                                .launchTemplateData(d ->
                                        d.imageId(image())
                                                .instanceType("t3.micro")
                                                .iamInstanceProfile(p -> p.name("web"))));
        refused("UnauthorizedOperation", 403, this::runTemplate)
                .hasMessageContaining("iam:PassRole")
                .hasMessageContaining("role/web");
        iam.putUserPolicy(r ->
                r.userName("ann")
                        .policyName("pass")
                        .policyDocument(
                                """
                                {"Statement": {"Effect": "Allow", "Action": "iam:PassRole",
                                  "Resource": "arn:aws:iam::*:role/web", "Condition":
                                  {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}}}
                                """));
        runTemplate();
    }

    @Test
    void aSessionIsBoundByItsPolicy() {
        String trust =
                TRUST.replace(
                        "\"Service\": \"ec2.amazonaws.com\"",
                        "\"AWS\": \"arn:aws:iam::000000000000:user/ann\"");
        String arn =
                iam.createRole(r -> r.roleName("ops").assumeRolePolicyDocument(trust)).role().arn();
        iam.attachRolePolicy(
                r -> r.roleName("ops").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        try (StsClient sts = rig.client(StsClient.builder(), key)) {
            String session =
                    sts.assumeRole(r ->
                                    r.roleArn(arn)
                                            .roleSessionName("me")
                                            .policyArns(p ->
                                                    p.arn(
                                                            "arn:aws:iam::aws:policy/"
                                                                    + "AmazonEC2ReadOnlyAccess")))
                            .credentials()
                            .accessKeyId();
            AwsCredentials credentials = AwsBasicCredentials.create(session, "x");
            try (Ec2Client ec2 = rig.client(Ec2Client.builder(), credentials)) {
                assertThat(ec2.describeVpcs().vpcs()).hasSize(1);
                refused(
                                "UnauthorizedOperation",
                                403,
                                () -> ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")))
                        .hasMessageContaining("because no session policy allows");
                rig.pass(Duration.ofHours(1));
                refused("RequestExpired", 400, ec2::describeVpcs);
            }
        }
    }

    @Test
    void trustOfTheAccountLeavesItToTheCallersPolicies() {
        String trust =
                TRUST.replace("\"Service\": \"ec2.amazonaws.com\"", "\"AWS\": \"000000000000\"");
        String arn =
                iam.createRole(r -> r.roleName("ops").assumeRolePolicyDocument(trust)).role().arn();
        try (StsClient sts = rig.client(StsClient.builder(), key)) {
            refused(
                    "AccessDenied",
                    403,
                    () -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me")));
            policy(
                    "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\","
                            + " \"Resource\": \""
                            + arn
                            + "\"}}");
            assertThat(sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me")).credentials())
                    .isNotNull();
        }
    }

    private void policy(String document) {
        iam.putUserPolicy(r -> r.userName("ann").policyName("own").policyDocument(document));
    }

    private String image() {
        return rig.ec2().describeImages().images().getFirst().imageId();
    }

    private String run(String team, boolean dry) {
        return ann.runInstances(r ->
                        r.imageId(image())
                                .instanceType("t3.micro")
                                .minCount(1)
                                .maxCount(1)
                                .dryRun(dry)
                                .tagSpecifications(s ->
                                        s.resourceType("instance")
                                                .tags(t -> t.key("team").value(team))))
                .instances()
                .getFirst()
                .instanceId();
    }

    private void runTemplate() {
        ann.runInstances(r ->
                r.launchTemplate(t -> t.launchTemplateName("web"))
                        .minCount(1)
                        .maxCount(1)
                        .tagSpecifications(s ->
                                s.resourceType("instance").tags(t -> t.key("team").value("a"))));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            String code, int status, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        failure -> {
                            assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
                            assertThat(failure.statusCode()).isEqualTo(status);
                        });
    }
}
