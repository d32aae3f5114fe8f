package dev.sila.localcloud.whole;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.ssm.ManagedInstances;
import dev.sila.localcloud.wire.DirectCalls;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;

/** What Systems Manager sees of EC2's instances and of the roles of their profiles. */
final class SystemsInstances implements ManagedInstances {
    /** Policies of AWS that let an agent register (user guide, "instance permissions"). */
    private static final Set<String> PERMITTING =
            Set.of(
                    "AmazonSSMManagedInstanceCore",
                    "AmazonEC2RoleforSSM",
                    "AmazonSSMManagedEC2InstanceDefaultPolicy",
                    "AmazonSSMFullAccess",
                    "AdministratorAccess");

    /** What the agent calls to register, and the actions with wildcards that cover it. */
    private static final Pattern REGISTERING =
            Pattern.compile(
                    "\"(ssm:UpdateInstanceInformation|ssm:Update\\*|ssm:\\*|\\*)\"",
                    Pattern.CASE_INSENSITIVE);

    private final Ec2 ec2;
    private final Iam iam;
    private final DirectCalls calls;

    SystemsInstances(Ec2 ec2, Iam iam, DirectCalls calls) {
        this.ec2 = ec2;
        this.iam = iam;
        this.calls = calls;
    }

    @Override
    public Optional<Machine> find(String instanceId) {
        return ec2.instances().find(instanceId).map(each -> machine(each, new HashMap<>()));
    }

    @Override
    public List<Machine> all() {
        Map<String, Boolean> roles = new HashMap<>();
        return ec2
                .instances()
                .describeInstances(DescribeInstancesRequest.builder().build())
                .reservations()
                .stream()
                .flatMap(each -> each.instances().stream())
                .map(each -> machine(each, roles))
                .toList();
    }

    private Machine machine(Instance instance, Map<String, Boolean> roles) {
        String role =
                Optional.ofNullable(instance.iamInstanceProfile())
                        .flatMap(each -> iam.instanceProfile(each.arn()))
                        .flatMap(Iam.KnownProfile::role)
                        .orElse("");
        String image = image(instance.imageId());
        boolean windows = "windows".equalsIgnoreCase(instance.platformAsString());
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : instance.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return new Machine(
                instance.instanceId(),
                instance.state().nameAsString(),
                roles.computeIfAbsent(role, this::isPermitted),
                role,
                windows ? "Windows" : "Linux",
                windows ? "Microsoft Windows Server" : system(image),
                version(image),
                Objects.requireNonNullElse(instance.privateIpAddress(), ""),
                Objects.requireNonNullElse(instance.privateDnsName(), ""),
                tags);
    }

    private String image(String imageId) {
        DescribeImagesRequest request = DescribeImagesRequest.builder().imageIds(imageId).build();
        try {
            return ec2.images().describeImages(request).images().getFirst().name();
        } catch (AwsFailure deregistered) {
            return "";
        }
    }

    private static String system(String image) {
        if (image.contains("ubuntu")) {
            return "Ubuntu";
        }
        return image.startsWith("debian") ? "Debian GNU/Linux" : "Amazon Linux";
    }

    private static String version(String image) {
        if (image.contains("ubuntu")) {
            return "24.04";
        }
        return image.startsWith("debian") ? "12" : "2023";
    }

    private boolean isPermitted(String role) {
        try {
            return !role.isEmpty() && (isAttached(role) || isInline(role));
        } catch (AwsFailure gone) {
            return false;
        }
    }

    private boolean isAttached(String role) {
        return calls
                .call(
                        ListAttachedRolePoliciesResponse.class,
                        "iam",
                        "ListAttachedRolePolicies",
                        ListAttachedRolePoliciesRequest.builder().roleName(role).build())
                .attachedPolicies()
                .stream()
                .anyMatch(each -> PERMITTING.contains(each.policyName()));
    }

    /** An inline policy that allows the agent's call. Conditions and denials are not looked at. */
    private boolean isInline(String role) {
        return calls
                .call(
                        ListRolePoliciesResponse.class,
                        "iam",
                        "ListRolePolicies",
                        ListRolePoliciesRequest.builder().roleName(role).build())
                .policyNames()
                .stream()
                .map(name -> document(role, name))
                .anyMatch(each -> each.contains("\"Allow\"") && REGISTERING.matcher(each).find());
    }

    private String document(String role, String policy) {
        GetRolePolicyResponse response =
                calls.call(
                        GetRolePolicyResponse.class,
                        "iam",
                        "GetRolePolicy",
                        GetRolePolicyRequest.builder().roleName(role).policyName(policy).build());
        return URLDecoder.decode(response.policyDocument(), StandardCharsets.UTF_8);
    }
}
