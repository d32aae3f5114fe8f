package dev.sila.aws.kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

/** IAM's policy documents: JSON, which IAM returns as it was written and URL-encoded. */
final class PolicyDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyDocument() {}

    /**
     * A document of IAM's in the form of the specs: without white space, keys in their order. What
     * is no JSON is returned as it is, so that it differs from every wanted one.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html">the
     *     encoding (RFC 3986)</a>
     */
    static String read(String encoded) {
        // RFC 3986 has no plus for a space, which this decoder, made for forms, would read so.
        String text =
                encoded.stripLeading().startsWith("{")
                        ? encoded
                        : URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        try {
            return JSON.writeValueAsString(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** IAM's refusal of a document as a problem; any other error as it is. */
    static RuntimeException explained(IamException error, String role, String document) {
        if (!(error instanceof MalformedPolicyDocumentException)) {
            return error;
        }
        return new ProblemException(
                Problem.error(
                        "role " + role + ", " + document,
                        "IAM refuses the document: " + error.awsErrorDetails().errorMessage(),
                        "Correct it in the configuration, then run the same command again."));
    }
}
