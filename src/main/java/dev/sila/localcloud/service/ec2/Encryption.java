package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Realm;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a disk is encrypted and with which key. A copy of something encrypted is encrypted, with
 * the same key unless another is named.
 *
 * @param key its ARN; null if not encrypted
 */
record Encryption(boolean encrypted, @Nullable String key) {
    /** The account's own key of EBS, which stands where nobody names one. */
    private static final String OWN_KEY = "key/2f1b3a5c-7d9e-4f00-a1b2-c3d4e5f60718";

    private static final Pattern KEY_ID =
            Pattern.compile(
                    "(mrk-)?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");

    /**
     * What a request means.
     *
     * @param wanted whether it asks for encryption; null if it says nothing
     * @param namedKey an ARN, an identifier or an alias
     * @param source what is copied
     */
    static Encryption of(
            Realm realm, @Nullable Boolean wanted, @Nullable String namedKey, Encryption source) {
        boolean asked = Boolean.TRUE.equals(wanted);
        if (namedKey != null && !asked && !source.encrypted()) {
            throw new AwsFailure(
                    "InvalidParameterDependency",
                    "The parameter KmsKeyId requires the parameter Encrypted to be set.");
        }
        if (!asked && !source.encrypted()) {
            return none();
        }
        if (namedKey != null) {
            return new Encryption(true, arn(realm, namedKey));
        }
        return source.key() != null ? source : new Encryption(true, realm.arn("kms", OWN_KEY));
    }

    static Encryption none() {
        return new Encryption(false, null);
    }

    /** What something stored says of itself. */
    static Encryption stored(@Nullable Boolean encrypted, @Nullable String key) {
        return new Encryption(Boolean.TRUE.equals(encrypted), key);
    }

    /** Whether it is the account's own key of EBS, which nobody else may use. */
    static boolean ownKey(@Nullable String key) {
        return key != null && key.endsWith(OWN_KEY);
    }

    private static String arn(Realm realm, String key) {
        if (key.equals("alias/aws/ebs")) {
            return realm.arn("kms", OWN_KEY);
        }
        if (key.startsWith("arn:aws:kms:")) {
            return key;
        }
        if (key.startsWith("alias/")) {
            return realm.arn("kms", key);
        }
        if (KEY_ID.matcher(key).matches()) {
            return realm.arn("kms", "key/" + key);
        }
        throw new AwsFailure("InvalidKMSKey.InvalidState", "The KMS key '" + key + "' is invalid.");
    }
}
