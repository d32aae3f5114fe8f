package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.service.policy.MalformedPolicy;
import dev.sila.localcloud.service.policy.PolicyDocument;
import dev.sila.localcloud.service.policy.PolicyKind;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it was given and as it is understood.
 *
 * @param text the document, character for character
 */
record PolicyText(String text, PolicyDocument policy) {
    /** What IAM allows in a document: tab, line ends and U+0020 to U+00FF. */
    private static final Pattern CHARACTERS = Pattern.compile("[\\t\\n\\r\\u0020-\\u00FF]+");

    /** A policy that gives permissions. */
    static PolicyText permissions(String member, @Nullable String text) {
        return parse(member, text, PolicyKind.IDENTITY);
    }

    /** A policy that says who may assume a role. */
    static PolicyText trust(String member, @Nullable String text) {
        return parse(member, text, PolicyKind.TRUST);
    }

    private static PolicyText parse(String member, @Nullable String given, PolicyKind kind) {
        String text = Checks.length(member, Checks.required(member, given), 1, 131_072);
        if (!CHARACTERS.matcher(text).matches()) {
            throw Refusals.invalid(
                    "The specified value for "
                            + member
                            + " is invalid. It must contain only printable ASCII characters.");
        }
        try {
            return new PolicyText(text, PolicyDocument.parse(text, kind));
        } catch (MalformedPolicy malformed) {
            throw Refusals.malformedPolicy(malformed.reason());
        }
    }

    /** The length that quotas count. */
    int size() {
        return PolicyDocument.size(text);
    }

    /** The document as IAM returns it: percent-encoded after RFC 3986. */
    String encoded() {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    SourcedPolicy from(String id, String type) {
        return new SourcedPolicy(id, type, policy);
    }
}
