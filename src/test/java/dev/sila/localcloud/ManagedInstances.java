package dev.sila.localcloud;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;

/** Instances that Systems Manager manages, for tests. */
public final class ManagedInstances {
    private static final String PROFILE = "managed";
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
            """;
    private static final String IMAGE =
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private ManagedInstances() {}

    /** That many, tagged {@code Role=web}, registered and online. */
    public static List<String> run(Rig rig, int count) {
        rig.iam()
                .createRole(
                        CreateRoleRequest.builder()
                                .roleName(PROFILE)
                                .assumeRolePolicyDocument(TRUST)
                                .build());
        rig.iam()
                .attachRolePolicy(
                        AttachRolePolicyRequest.builder()
                                .roleName(PROFILE)
                                .policyArn("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
                                .build());
        rig.iam()
                .createInstanceProfile(
                        CreateInstanceProfileRequest.builder()
                                .instanceProfileName(PROFILE)
                                .build());
        rig.iam()
                .addRoleToInstanceProfile(
                        AddRoleToInstanceProfileRequest.builder()
                                .instanceProfileName(PROFILE)
                                .roleName(PROFILE)
                                .build());
        List<String> ids = launch(rig, count, PROFILE);
        rig.pass(Duration.ofMinutes(2));
        return ids;
    }

    /** An instance without a profile, which runs and is not managed. */
    public static String runUnmanaged(Rig rig) {
        String id = launch(rig, 1, null).getFirst();
        rig.pass(Duration.ofMinutes(2));
        return id;
    }

    private static List<String> launch(Rig rig, int count, @Nullable String profile) {
        RunInstancesRequest.Builder request =
                RunInstancesRequest.builder()
                        .imageId(image(rig))
                        .instanceType(InstanceType.T3_MICRO)
                        .minCount(count)
                        .maxCount(count)
                        .tagSpecifications(
                                TagSpecification.builder()
                                        .resourceType(ResourceType.INSTANCE)
                                        .tags(Tag.builder().key("Role").value("web").build())
                                        .build());
        if (profile != null) {
            request.iamInstanceProfile(
                    IamInstanceProfileSpecification.builder().name(profile).build());
        }
        return rig.ec2().runInstances(request.build()).instances().stream()
                .map(Instance::instanceId)
                .toList();
    }

    /** The newest Amazon Linux, as Parameter Store tells it. */
    public static String image(Rig rig) {
        return rig.ssm()
                .getParameter(GetParameterRequest.builder().name(IMAGE).build())
                .parameter()
                .value();
    }
}
