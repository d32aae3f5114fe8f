package dev.sila.localcloud.refusal;

import java.util.List;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** What STS refuses. */
final class StsRefusals implements Corpus {
    private static final String ASSUME_ROLE =
            "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html";

    @Override
    public String service() {
        return "STS";
    }

    @Override
    public List<Refusal> refusals() {
        return List.of(
                new Refusal(
                        "A role that does not exist cannot be assumed",
                        ASSUME_ROLE,
                        "AccessDenied",
                        rig ->
                                rig.sts()
                                        .assumeRole(
                                                AssumeRoleRequest.builder()
                                                        .roleArn(
                                                                "arn:aws:iam::000000000000:role/none")
                                                        .roleSessionName("me")
                                                        .build())));
    }
}
