package dev.sila.aws;

import dev.sila.aws.AwsErrors.Meaning;

/** What a user can do about each meaning of an error. */
final class Remedies {
    private Remedies() {}

    static String of(Meaning meaning) {
        return switch (meaning) {
            case NOT_FOUND, ALREADY_EXISTS ->
                    "Somebody else may be changing this too; run the same command again.";
            case THROTTLED ->
                    "The account's rate is used up, perhaps by others; run the same command again in"
                            + " some minutes.";
            case DEPENDENCY ->
                    "Something that Sila does not own still uses it; remove that, then run the same"
                            + " command again.";
            case NOT_YET_VISIBLE ->
                    "What was made a moment ago is not known everywhere yet; run the same command"
                            + " again.";
            case ACCESS_DENIED ->
                    "Let the user or role that you run as do this, or run as another with"
                            + " --profile.";
            case EXPIRED_CREDENTIALS ->
                    "Sign in again (`aws sso login`, or however you got the credentials), then run"
                            + " the same command again.";
            case BAD_CREDENTIALS ->
                    "Check the access key, or choose another profile with --profile;"
                            + " `aws sts get-caller-identity` must succeed.";
            case NO_CREDENTIALS ->
                    "Run `aws configure` or `aws sso login`, set AWS_PROFILE, or give --profile.";
            case NO_CAPACITY ->
                    "Try another instance type or availability zone, or the same again later.";
            case LIMIT_EXCEEDED ->
                    "Ask AWS to raise this quota (Service Quotas), or remove what is not needed.";
            case UNSURE ->
                    "Run the same command again: it looks at what is there and goes on from that.";
            case UNREACHABLE ->
                    "Check the network, the region and any AWS_ENDPOINT_URL, then run the same"
                            + " command again.";
            case OTHER -> "Run the same command again; if it fails again, the message tells why.";
        };
    }
}
