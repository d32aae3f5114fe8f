package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;

/**
 * What a document says, checked against its schema.
 *
 * @param text as it was given
 * @param tree as it was read
 */
record DocumentContent(String text, DocumentFormat format, JsonNode tree) {
    /** A document has at most 64 KB (quotas of Systems Manager). */
    private static final int LARGEST = 64 * 1024;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build();

    /**
     * Reads and checks a content.
     *
     * @throws AwsFailure {@code MaxDocumentSizeExceeded}, {@code InvalidDocumentContent}, {@code
     *     InvalidDocumentSchemaVersion}
     */
    static DocumentContent read(String text, DocumentFormat format, DocumentType type) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new AwsFailure(
                    "MaxDocumentSizeExceeded", "The size limit of a document is 64 KB.");
        }
        DocumentContent content = new DocumentContent(text, format, parse(text, format));
        if (type == DocumentType.AUTOMATION) {
            AutomationSchema.check(content.tree());
        } else {
            CommandSchema.check(content.tree());
        }
        return content;
    }

    private static JsonNode parse(String text, DocumentFormat format) {
        JsonNode tree;
        try {
            tree = (format == DocumentFormat.YAML ? YAML : JSON).readTree(text);
        } catch (JsonProcessingException wrong) {
            throw Refusals.invalidContent(
                    format + " not well-formed. " + wrong.getOriginalMessage());
        }
        if (!tree.isObject()) {
            throw Refusals.invalidContent(format + " not well-formed: an object is expected.");
        }
        return tree;
    }

    String schemaVersion() {
        return tree.path("schemaVersion").asText();
    }

    Optional<String> description() {
        return Optional.ofNullable(tree.get("description")).map(JsonNode::asText);
    }

    List<DocumentParameter> parameters() {
        List<DocumentParameter> parameters = new ArrayList<>();
        tree.path("parameters")
                .forEachEntry((name, node) -> parameters.add(new DocumentParameter(name, node)));
        return parameters;
    }

    JsonNode steps() {
        return tree.path("mainSteps");
    }

    /** The content in a format: as it was given if it is the document's own. */
    String in(DocumentFormat wanted) {
        if (wanted == format) {
            return text;
        }
        try {
            return wanted == DocumentFormat.YAML
                    ? YAML.writeValueAsString(tree)
                    : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree could not be written", impossible);
        }
    }

    String hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
