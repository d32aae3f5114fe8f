package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyResponse;

/**
 * What a password must be. Without a policy of the account: eight characters and three of the four
 * types. Source: IAM user guide, "Set an account password policy for IAM users".
 */
final class PasswordRules {
    private @Nullable PasswordPolicy policy;

    public GetAccountPasswordPolicyResponse getAccountPasswordPolicy(
            GetAccountPasswordPolicyRequest request) {
        return GetAccountPasswordPolicyResponse.builder().passwordPolicy(existing()).build();
    }

    /** What the request leaves out goes back to its default. */
    public UpdateAccountPasswordPolicyResponse updateAccountPasswordPolicy(
            UpdateAccountPasswordPolicyRequest request) {
        Integer length = request.minimumPasswordLength();
        Integer age = request.maxPasswordAge();
        Integer reuse = request.passwordReusePrevention();
        policy =
                PasswordPolicy.builder()
                        .minimumPasswordLength(
                                length == null
                                        ? 6
                                        : Checks.range("minimumPasswordLength", length, 6, 128))
                        .requireSymbols(Boolean.TRUE.equals(request.requireSymbols()))
                        .requireNumbers(Boolean.TRUE.equals(request.requireNumbers()))
                        .requireUppercaseCharacters(
                                Boolean.TRUE.equals(request.requireUppercaseCharacters()))
                        .requireLowercaseCharacters(
                                Boolean.TRUE.equals(request.requireLowercaseCharacters()))
                        .allowUsersToChangePassword(
                                Boolean.TRUE.equals(request.allowUsersToChangePassword()))
                        .expirePasswords(age != null)
                        .maxPasswordAge(
                                age == null ? null : Checks.range("maxPasswordAge", age, 1, 1095))
                        .passwordReusePrevention(
                                reuse == null
                                        ? null
                                        : Checks.range("passwordReusePrevention", reuse, 1, 24))
                        .hardExpiry(request.hardExpiry())
                        .build();
        return UpdateAccountPasswordPolicyResponse.builder().build();
    }

    public DeleteAccountPasswordPolicyResponse deleteAccountPasswordPolicy(
            DeleteAccountPasswordPolicyRequest request) {
        existing();
        policy = null;
        return DeleteAccountPasswordPolicyResponse.builder().build();
    }

    /** Refuses a password that is too weak. */
    void check(String password) {
        int length = policy == null ? 8 : policy.minimumPasswordLength();
        if (password.length() < length) {
            throw violation("Password should have a minimum length of " + length);
        }
        List<Pattern> types =
                Stream.of("[a-z]", "[A-Z]", "[0-9]", "[^A-Za-z0-9]").map(Pattern::compile).toList();
        List<Boolean> has = types.stream().map(each -> each.matcher(password).find()).toList();
        if (policy == null) {
            if (has.stream().filter(each -> each).count() < 3) {
                throw violation(
                        "Password should have at least three of: uppercase, lowercase, numbers,"
                                + " symbols");
            }
            return;
        }
        require(policy.requireLowercaseCharacters(), has.get(0), "one lowercase letter");
        require(policy.requireUppercaseCharacters(), has.get(1), "one uppercase letter");
        require(policy.requireNumbers(), has.get(2), "one number");
        require(policy.requireSymbols(), has.get(3), "one symbol");
    }

    private PasswordPolicy existing() {
        if (policy == null) {
            throw Refusals.noSuchEntity(
                    "The Password Policy with domain name local cannot be found.");
        }
        return policy;
    }

    private static void require(boolean demanded, boolean there, String what) {
        if (demanded && !there) {
            throw violation("Password should have at least " + what);
        }
    }

    private static AwsFailure violation(String message) {
        return new AwsFailure("PasswordPolicyViolation", message);
    }
}
