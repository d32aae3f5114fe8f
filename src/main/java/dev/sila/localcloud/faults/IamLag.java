package dev.sila.localcloud.faults;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecificationRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;

/**
 * For a while EC2 and Auto Scaling do not know an instance profile that IAM has just made or given
 * a role, and trust policies cannot name a role that it has just made. AWS: "<a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency">changes
 * that I make are not always immediately visible</a>".
 */
final class IamLag implements Interceptor {
    private static final Set<String> POLICY_CALLS = Set.of("CreateRole", "UpdateAssumeRolePolicy");

    private final Timeline timeline;
    private final Duration lag;
    private final Map<String, Instant> profiles = new HashMap<>();
    private final Map<String, Instant> roles = new HashMap<>();

    /** The instance profile of each launch template, by the template's name and identifier. */
    private final Map<String, String> templates = new HashMap<>();

    IamLag(Timeline timeline, Duration lag) {
        this.timeline = timeline;
        this.lag = lag;
    }

    @Override
    public SdkPojo around(Call call, Handling next) throws ConnectionLost {
        refuse(call);
        SdkPojo response = next.handle(call);
        Instant known = timeline.now().plus(lag);
        switch (call.request()) {
            case CreateInstanceProfileRequest made ->
                    profiles.put(made.instanceProfileName(), known);
            case AddRoleToInstanceProfileRequest given ->
                    profiles.put(given.instanceProfileName(), known);
            case CreateRoleRequest made -> roles.put(made.roleName(), known);
            case CreateLaunchTemplateRequest made -> remember(made, response);
            default -> {
                // Nothing that others would have to learn of.
            }
        }
        return response;
    }

    private void remember(CreateLaunchTemplateRequest made, SdkPojo response) {
        LaunchTemplateIamInstanceProfileSpecificationRequest profile =
                made.launchTemplateData().iamInstanceProfile();
        if (profile != null) {
            String name = profile.name() == null ? afterSlash(profile.arn()) : profile.name();
            templates.put(made.launchTemplateName(), name);
            Words.of(response).stream()
                    .filter(each -> each.startsWith("lt-"))
                    .forEach(each -> templates.put(each, name));
        }
    }

    private static String afterSlash(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private void refuse(Call call) {
        switch (call.service()) {
            case "ec2" -> {
                if (call.action().equals("RunInstances")) {
                    profile(call)
                            .ifPresent(name -> {
                                throw new AwsFailure("InvalidParameterValue", words(name));
                            });
                }
            }
            case "autoscaling" -> {
                if (call.request() instanceof CreateAutoScalingGroupRequest) {
                    profile(call)
                            .ifPresent(name -> {
                                throw new AwsFailure(
                                        "ValidationError",
                                        "You must use a valid fully-formed launch template. "
                                                + words(name));
                            });
                }
            }
            case "iam" -> {
                if (POLICY_CALLS.contains(call.action())) {
                    principal(call);
                }
            }
            default -> {
                // Asks nothing of IAM.
            }
        }
    }

    private static String words(String profile) {
        return "Value (%s) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name"
                .formatted(profile);
    }

    /** The profile not known yet that a call names, itself or by its launch template. */
    private Optional<String> profile(Call call) {
        return Words.of(call.request()).stream()
                .flatMap(word -> List.of(word, templates.getOrDefault(word, word)).stream())
                .filter(word -> unknown(profiles.get(word)))
                .findFirst();
    }

    private boolean unknown(@Nullable Instant known) {
        return known != null && timeline.now().isBefore(known);
    }

    private void principal(Call call) {
        for (String word : Words.of(call.request())) {
            for (Map.Entry<String, Instant> role : roles.entrySet()) {
                if (unknown(role.getValue())
                        && word.contains(":role/")
                        && word.contains("/" + role.getKey() + "\"")) {
                    throw new AwsFailure(
                            "MalformedPolicyDocument",
                            "Invalid principal in policy: \"AWS\":\"" + role.getKey() + "\"");
                }
            }
        }
    }
}
