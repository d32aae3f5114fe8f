package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Every operation of STS. */
final class StsTour implements Tour {
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"AWS": "*"}, "Action": ["sts:AssumeRole", "sts:TagSession"]}]}
            """;

    @Override
    public String service() {
        return "STS";
    }

    @Override
    public void walk(Rig rig) {
        StsClient sts = rig.sts();
        assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000");
        String arn =
                rig.iam()
                        .createRole(r -> r.roleName("operator").assumeRolePolicyDocument(TRUST))
                        .role()
                        .arn();
        AssumeRoleResponse assumed =
                sts.assumeRole(r ->
                        r.roleArn(arn)
                                .roleSessionName("tour")
                                .policy(IamRolesTour.PERMISSIONS)
                                .tags(t -> t.key("a").value("b")));
        assertThat(assumed.assumedRoleUser().arn()).endsWith("assumed-role/operator/tour");
        assertThat(assumed.packedPolicySize()).isPositive();
        assertThat(assumed.credentials().expiration()).isEqualTo(rig.now().plusSeconds(3600));
        AwsCredentials session =
                AwsBasicCredentials.create(assumed.credentials().accessKeyId(), "x");
        try (StsClient role = rig.client(StsClient.builder(), session)) {
            assertThat(role.getCallerIdentity().arn()).endsWith("assumed-role/operator/tour");
            rig.pass(Duration.ofHours(2));
            assertThatThrownBy(role::getCallerIdentity)
                    .hasMessageContaining("The security token included in the request is expired");
        }
        assertThat(sts.getSessionToken().credentials().accessKeyId()).startsWith("ASIA");
        assertThat(
                        sts.getFederationToken(r -> r.name("fed").policy(IamRolesTour.PERMISSIONS))
                                .federatedUser()
                                .arn())
                .isEqualTo("arn:aws:sts::000000000000:federated-user/fed");
        assertThat(sts.getAccessKeyInfo(r -> r.accessKeyId("AKIAIOSFODNN7EXAMPLE")).account())
                .isEqualTo("000000000000");
        try (Rig enforcing = rig.enforcing()) {
            decoding(enforcing);
        }
    }

    /** Only where policies are enforced is anything encoded. */
    private static void decoding(Rig rig) {
        rig.iam().createUser(r -> r.userName("ann"));
        AccessKey key = rig.iam().createAccessKey(r -> r.userName("ann")).accessKey();
        AwsCredentials credentials =
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
        try (Ec2Client ec2 = rig.client(Ec2Client.builder(), credentials)) {
            AwsServiceException refused =
                    catchThrowableOfType(AwsServiceException.class, ec2::describeVpcs);
            String message = refused.awsErrorDetails().errorMessage();
            String encoded = message.substring(message.lastIndexOf(' ') + 1);
            assertThat(
                            rig.sts()
                                    .decodeAuthorizationMessage(r -> r.encodedMessage(encoded))
                                    .decodedMessage())
                    .contains("\"action\":\"ec2:DescribeVpcs\"");
        }
    }
}
