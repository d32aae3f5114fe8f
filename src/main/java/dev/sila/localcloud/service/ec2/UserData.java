package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User data as EC2 takes it: at most 16 KB, in base64 (EC2 user guide, "Instance user data"). */
final class UserData {
    private static final int MOST_BYTES = 16_384;

    private UserData() {}

    /** Refuses what is no base64 or too long. */
    static void check(String base64) {
        decoded(base64);
    }

    /** The plain text. */
    static String text(String base64) {
        return new String(decoded(base64), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(requireAlphabet(base64));
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
        if (bytes.length > MOST_BYTES) {
            throw new AwsFailure("InvalidParameterValue", "User data is limited to 16384 bytes");
        }
        return bytes;
    }

    private static String requireAlphabet(String base64) {
        if (!base64.matches("[A-Za-z0-9+/=\\s]*")) {
            throw malformed();
        }
        return base64;
    }

    private static AwsFailure malformed() {
        return new AwsFailure("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
    }
}
