package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What AWS's errors mean, decided in one place. Codes are from each service's API reference
 * ("Common errors" and the operations' own).
 */
public final class AwsErrors {
    private static final Set<String> THROTTLING =
            Set.of(
                    "Throttling",
                    "ThrottlingException",
                    "ThrottledException",
                    "RequestThrottled",
                    "RequestThrottledException",
                    "RequestLimitExceeded",
                    "TooManyRequestsException",
                    "SlowDown",
                    "PriorRequestNotComplete",
                    "EC2ThrottledException",
                    "BandwidthLimitExceeded",
                    "ProvisionedThroughputExceededException",
                    "TransactionInProgressException");

    private static final Set<String> NOT_FOUND =
            Set.of(
                    "NoSuchEntity",
                    "NoSuchHostedZone",
                    "Gateway.NotAttached",
                    "ResourceNotFoundException");

    private static final Set<String> ALREADY_EXISTS =
            Set.of(
                    "AlreadyExists",
                    "EntityAlreadyExists",
                    "RouteAlreadyExists",
                    "DuplicateListener");

    private static final Set<String> DEPENDENCY =
            Set.of(
                    "DependencyViolation",
                    "DeleteConflict",
                    "ResourceInUse",
                    "ResourceInUseException",
                    "ResourceContention",
                    "ScalingActivityInProgress",
                    "OperationInProgress",
                    "InvalidGroup.InUse",
                    "InvalidIPAddress.InUse");

    private static final Set<String> ACCESS_DENIED =
            Set.of(
                    "AccessDenied",
                    "AccessDeniedException",
                    "UnauthorizedOperation",
                    "OptInRequired");

    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    private static final Set<String> BAD_CREDENTIALS =
            Set.of(
                    "AuthFailure",
                    "InvalidClientTokenId",
                    "InvalidAccessKeyId",
                    "UnrecognizedClientException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "MissingAuthenticationToken");

    private static final Set<String> NO_CAPACITY =
            Set.of(
                    "InsufficientInstanceCapacity",
                    "InsufficientHostCapacity",
                    "InsufficientCapacity",
                    "InsufficientAddressCapacity",
                    "SpotMaxPriceTooLow");

    /** What an error means. */
    public enum Meaning {
        /** What was named does not exist. */
        NOT_FOUND,
        ALREADY_EXISTS,
        /** Too many calls; the SDK has already repeated it. */
        THROTTLED,
        /** Something else still uses it. */
        DEPENDENCY,
        /** Made a moment ago, and not known to every part of AWS yet. */
        NOT_YET_VISIBLE,
        ACCESS_DENIED,
        EXPIRED_CREDENTIALS,
        BAD_CREDENTIALS,
        NO_CREDENTIALS,
        NO_CAPACITY,
        LIMIT_EXCEEDED,
        /** Whether it was done is unknown. */
        UNSURE,
        /** No answer, or no connection at all. */
        UNREACHABLE,
        OTHER
    }

    private AwsErrors() {}

    /** What this error, or the first cause of it that AWS or its SDK threw, means. */
    public static Meaning meaning(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof LostReply) {
                return Meaning.UNSURE;
            }
            if (each instanceof AwsServiceException refusal) {
                // A 401 comes without a body, see Transport; EC2's only one is AuthFailure.
                return refusal.statusCode() == 401
                        ? Meaning.BAD_CREDENTIALS
                        : meaning(code(refusal), message(refusal));
            }
            if (each instanceof SdkClientException client) {
                return meaning(client);
            }
        }
        return Meaning.OTHER;
    }

    private static Meaning meaning(SdkClientException error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("credential") ? Meaning.NO_CREDENTIALS : Meaning.UNREACHABLE;
    }

    static Meaning meaning(String code, String message) {
        if (THROTTLING.contains(code)) {
            return Meaning.THROTTLED;
        }
        if (message.contains("invalid iam instance profile")
                || (code.equals("MalformedPolicyDocument")
                        && message.contains("invalid principal"))) {
            return Meaning.NOT_YET_VISIBLE;
        }
        if (isNotFound(code, message)) {
            return Meaning.NOT_FOUND;
        }
        if (ALREADY_EXISTS.contains(code)
                || code.contains("AlreadyExists")
                || code.equals("Resource.AlreadyAssociated")
                || code.endsWith(".Duplicate")
                || code.matches("Duplicate(LoadBalancer|TargetGroup)Name")) {
            return Meaning.ALREADY_EXISTS;
        }
        if (DEPENDENCY.contains(code)) {
            return Meaning.DEPENDENCY;
        }
        if (ACCESS_DENIED.contains(code)) {
            return Meaning.ACCESS_DENIED;
        }
        if (EXPIRED.contains(code)) {
            return Meaning.EXPIRED_CREDENTIALS;
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return Meaning.BAD_CREDENTIALS;
        }
        if (NO_CAPACITY.contains(code)) {
            return Meaning.NO_CAPACITY;
        }
        return code.contains("LimitExceeded") || code.startsWith("TooMany")
                ? Meaning.LIMIT_EXCEEDED
                : Meaning.OTHER;
    }

    private static boolean isNotFound(String code, String message) {
        // Auto Scaling has no code of its own for this: ValidationError, "… name not found - …".
        return NOT_FOUND.contains(code)
                || code.endsWith("NotFound")
                || code.endsWith("NotFoundException")
                || (code.equals("ValidationError") && message.contains("not found"));
    }

    /** What was named does not exist; what is to be deleted is gone. */
    public static boolean notFound(Throwable error) {
        return meaning(error) == Meaning.NOT_FOUND;
    }

    /**
     * An answer about something that may be gone.
     *
     * @param absent the answer if it is
     */
    public static <T> T orIfGone(T absent, Supplier<? extends T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            if (notFound(e)) {
                return absent;
            }
            throw e;
        }
    }

    /** Does something to what may be gone, and is content if it is. */
    public static void unlessGone(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            if (!notFound(e)) {
                throw e;
            }
        }
    }

    public static boolean alreadyExists(Throwable error) {
        return meaning(error) == Meaning.ALREADY_EXISTS;
    }

    public static boolean throttled(Throwable error) {
        return meaning(error) == Meaning.THROTTLED;
    }

    /** Something else still uses it, perhaps only for a while. */
    public static boolean dependency(Throwable error) {
        return meaning(error) == Meaning.DEPENDENCY;
    }

    /**
     * What was made a moment ago may not be known everywhere yet: also a plain {@link #notFound},
     * so only to be asked where the thing is known to exist.
     */
    public static boolean notYetVisible(Throwable error) {
        Meaning meaning = meaning(error);
        return meaning == Meaning.NOT_YET_VISIBLE || meaning == Meaning.NOT_FOUND;
    }

    public static boolean noCapacity(Throwable error) {
        return meaning(error) == Meaning.NO_CAPACITY;
    }

    public static boolean limitExceeded(Throwable error) {
        return meaning(error) == Meaning.LIMIT_EXCEEDED;
    }

    /** Whether it is unknown if AWS did what was asked: the next find decides. */
    public static boolean unsure(Throwable error) {
        return meaning(error) == Meaning.UNSURE;
    }

    /** AWS's own error code, such as {@code DependencyViolation}, or null if AWS did not answer. */
    public static @Nullable String code(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof AwsServiceException refusal) {
                return code(refusal);
            }
        }
        return null;
    }

    /**
     * What a user needs to know of an error.
     *
     * @param where what was being done, such as {@code security group ci_hosts}
     */
    public static Problem problem(String where, Throwable error) {
        if (error instanceof ProblemException plain && plain.problems().size() == 1) {
            return plain.problems().getFirst();
        }
        Meaning meaning = meaning(error);
        return Problem.error(where, what(meaning, error), Remedies.of(meaning));
    }

    /**
     * That there are no credentials. The chain's own message lists each of its providers with each
     * one's complaint; what a user needs of it is where was looked.
     */
    static Problem noCredentials(Throwable error) {
        String said = String.valueOf(error.getMessage());
        boolean everywhere = said.contains("providers in the chain");
        String reason =
                everywhere
                        ? "neither environment variables, nor the AWS configuration files, nor a container or an"
                                + " instance gave any"
                        : said.lines().findFirst().orElse("");
        return Problem.error(
                "AWS credentials",
                "there are none that can be used (" + reason + ").",
                Remedies.of(Meaning.NO_CREDENTIALS));
    }

    private static String what(Meaning meaning, Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof AwsServiceException refusal) {
                String said =
                        refusal.awsErrorDetails() == null
                                ? String.valueOf(refusal.getMessage())
                                : refusal.awsErrorDetails().errorMessage();
                return "AWS refused: "
                        + (said == null ? "" : said)
                        + " ("
                        + (code(refusal).isEmpty() ? "HTTP " + refusal.statusCode() : code(refusal))
                        + ", request "
                        + refusal.requestId()
                        + ").";
            }
        }
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        return meaning == Meaning.UNREACHABLE ? "AWS did not answer: " + message : message;
    }

    private static String code(AwsServiceException refusal) {
        return refusal.awsErrorDetails() == null || refusal.awsErrorDetails().errorCode() == null
                ? ""
                : refusal.awsErrorDetails().errorCode();
    }

    private static String message(AwsServiceException refusal) {
        return String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
    }
}
