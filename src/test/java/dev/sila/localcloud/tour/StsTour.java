package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Every operation of STS. */
final class StsTour implements Tour {
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
            """;

    @Override
    public String service() {
        return "STS";
    }

    @Override
    public void walk(Rig rig) {
        assertThat(rig.sts().getCallerIdentity().account()).isEqualTo("000000000000");
        CreateRoleRequest role =
                CreateRoleRequest.builder()
                        .roleName("operator")
                        .assumeRolePolicyDocument(TRUST)
                        .build();
        String arn = rig.iam().createRole(role).role().arn();
        AssumeRoleResponse assumed =
                rig.sts()
                        .assumeRole(
                                AssumeRoleRequest.builder()
                                        .roleArn(arn)
                                        .roleSessionName("tour")
                                        .build());
        assertThat(assumed.assumedRoleUser().arn()).endsWith("assumed-role/operator/tour");
        assertThat(rig.sts().getSessionToken().credentials().accessKeyId()).startsWith("ASIA");
    }
}
