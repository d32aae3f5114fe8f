package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What parameters may be named and hold (PutParameter, and "Parameter name requirements"). */
final class ParameterRules {
    private static final int DEEPEST = 15;
    private static final int LONGEST_ARN = 1011;
    private static final int STANDARD_BYTES = 4096;
    private static final int ADVANCED_BYTES = 8192;

    private ParameterRules() {}

    static void name(String name, String arn) {
        if (name.startsWith("/aws/")) {
            throw new AwsFailure(
                    "AccessDeniedException", "No access to reserved parameter name: " + name + ".");
        }
        String first = name.replaceFirst("^/", "").toLowerCase(Locale.ROOT);
        boolean reserved = first.startsWith("aws") || first.startsWith("ssm");
        if (reserved || !name.matches("[a-zA-Z0-9_.\\-/]+") || name.contains("//")) {
            throw Refusals.validation(
                    "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive)."
                            + " If formed as a path, it can consist of sub-paths divided by slash"
                            + " symbol; each sub-path can be formed as a mix of letters, numbers"
                            + " and the following 3 symbols .-_");
        }
        if (name.endsWith("/")) {
            throw Refusals.validation("Parameter name must not end with slash.");
        }
        if (name.contains("/") && !name.startsWith("/")) {
            throw Refusals.validation("Parameter name must be a fully qualified name.");
        }
        if (name.chars().filter(each -> each == '/').count() > DEEPEST) {
            throw new AwsFailure(
                    "HierarchyLevelLimitExceededException",
                    "A hierarchy can have a maximum of " + DEEPEST + " levels.");
        }
        if (arn.length() > LONGEST_ARN) {
            throw Refusals.validation("The parameter's ARN exceeds 1011 characters.");
        }
    }

    /** The tier that a value gets. */
    static ParameterTier tier(
            @Nullable ParameterTier wanted, @Nullable ParameterTier before, String value) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        ParameterTier otherwise = before == null ? ParameterTier.STANDARD : before;
        ParameterTier tier = wanted == null ? otherwise : wanted;
        if (tier == ParameterTier.INTELLIGENT_TIERING) {
            boolean advanced = bytes > STANDARD_BYTES || before == ParameterTier.ADVANCED;
            tier = advanced ? ParameterTier.ADVANCED : ParameterTier.STANDARD;
        }
        if (before == ParameterTier.ADVANCED && tier == ParameterTier.STANDARD) {
            throw Refusals.validation(
                    "This parameter uses the advanced-parameter tier. You can't downgrade a"
                            + " parameter from the advanced-parameter tier to the"
                            + " standard-parameter tier.");
        }
        if (bytes > ADVANCED_BYTES) {
            throw Refusals.validation(
                    "Advanced tier parameters support a maximum parameter value of 8192"
                            + " characters.");
        }
        if (bytes > STANDARD_BYTES && tier == ParameterTier.STANDARD) {
            throw Refusals.validation(
                    "Standard tier parameters support a maximum parameter value of 4096"
                            + " characters. To create a larger parameter value, upgrade the"
                            + " parameter to use the advanced-parameter tier.");
        }
        return tier;
    }

    static void value(String value, ParameterType type, String dataType, @Nullable String pattern) {
        if (value.isEmpty()) {
            throw Refusals.validation(
                    "1 validation error detected: Value '' at 'value' failed to satisfy"
                            + " constraint: Member must have length greater than or equal to 1.");
        }
        if (dataType.equals("aws:ec2:image")
                && (type != ParameterType.STRING || !value.matches("ami-[0-9a-f]{8,17}"))) {
            throw Refusals.validation(
                    "Parameters of data type aws:ec2:image are strings that hold an image's ID.");
        }
        if (pattern == null || pattern.isEmpty()) {
            return;
        }
        Pattern allowed;
        try {
            allowed = Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new AwsFailure(
                    "InvalidAllowedPatternException",
                    "The request does not meet the regular expression requirement: " + pattern);
        }
        if (!allowed.matcher(value).find()) {
            throw new AwsFailure(
                    "ParameterPatternMismatchException",
                    "Parameter value, cannot be validated against allowedPattern: " + pattern);
        }
    }

    static String dataType(@Nullable String wanted, String otherwise) {
        String dataType = wanted == null || wanted.isEmpty() ? otherwise : wanted;
        if (!dataType.equals("text") && !dataType.equals("aws:ec2:image")) {
            throw Refusals.validation(
                    "The following data type is not supported: "
                            + dataType
                            + " (Data type names are all lowercase.)");
        }
        return dataType;
    }

    /** The key that encrypts a secure value: Systems Manager's own alone, for there is no KMS. */
    static @Nullable String key(@Nullable String wanted, ParameterType type) {
        if (type != ParameterType.SECURE_STRING) {
            if (wanted != null) {
                throw Refusals.validation(
                        "KeyId is required for SecureString type parameter only.");
            }
            return null;
        }
        if (wanted != null && !wanted.endsWith("alias/aws/ssm")) {
            throw new AwsFailure(
                    "InvalidKeyId",
                    "The query key ID isn't valid: the local cloud has the key alias/aws/ssm"
                            + " alone, not "
                            + wanted);
        }
        return "alias/aws/ssm";
    }
}
