package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;

/** All documents: the account's and those of AWS. */
final class Documents {
    /** How long a new version takes until it is active. */
    private static final Duration CREATING = Duration.ofSeconds(2);

    private static final Instant RELEASED = Instant.parse("2025-11-03T00:00:00Z");
    private static final Map<String, DocumentType> AMAZONS =
            Map.of(
                    "AWS-RunShellScript", DocumentType.COMMAND,
                    "AWS-RunPowerShellScript", DocumentType.COMMAND,
                    "AWS-RunPatchBaseline", DocumentType.COMMAND,
                    "AWS-UpdateSSMAgent", DocumentType.COMMAND,
                    "AWS-StartEC2Instance", DocumentType.AUTOMATION,
                    "AWS-StopEC2Instance", DocumentType.AUTOMATION,
                    "AWS-RestartEC2Instance", DocumentType.AUTOMATION,
                    "AWS-TerminateEC2Instance", DocumentType.AUTOMATION,
                    "AWS-CreateImage", DocumentType.AUTOMATION);

    private final Foundation foundation;
    private final Map<String, Document> byName = new TreeMap<>();
    private final Map<String, Document> amazons = new TreeMap<>();

    Documents(Foundation foundation) {
        this.foundation = foundation;
    }

    Foundation foundation() {
        return foundation;
    }

    /** The account's own. */
    Collection<Document> own() {
        return byName.values();
    }

    /** AWS's and the account's own, by name. */
    Stream<Document> all() {
        AMAZONS.keySet().forEach(this::amazons);
        return Stream.concat(amazons.values().stream(), byName.values().stream());
    }

    void add(Document document) {
        byName.put(document.name, document);
    }

    void remove(Document document) {
        byName.remove(document.name);
    }

    /** One of the account's own, for what changes it. */
    Document owned(String nameOrArn) {
        Document document = document(nameOrArn);
        if (document.isAmazons()) {
            throw new AwsFailure(
                    "AccessDeniedException",
                    "Document " + document.name + " is owned by AWS and can not be changed.");
        }
        return document;
    }

    Document document(@Nullable String nameOrArn) {
        return find(nameOrArn)
                .orElseThrow(() ->
                        Refusals.invalidDocument(
                                "Document with name " + nameOrArn + " does not exist."));
    }

    Optional<Document> find(@Nullable String nameOrArn) {
        String given = String.valueOf(nameOrArn);
        String name = given.startsWith("arn:") ? given.replaceFirst("^.*:document/", "") : given;
        Document own = byName.get(name);
        return own == null ? amazons(name) : Optional.of(own);
    }

    Document.Version version(
            Document document, @Nullable String version, @Nullable String versionName) {
        return document.version(version, versionName)
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidDocumentVersion",
                                "The document version is not valid or does not exist: "
                                        + (versionName == null ? version : versionName)));
    }

    /** A version that becomes active in a moment. */
    Document.Version fresh(int number, @Nullable String name, DocumentContent content) {
        Instant now = foundation.timeline().now();
        return new Document.Version(
                number, name, content, now, now.plus(foundation.timeline().scaled(CREATING)));
    }

    boolean isActive(Document.Version version) {
        return !foundation.timeline().now().isBefore(version.active());
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Read when first asked for: most local clouds never use them. */
    private Optional<Document> amazons(String name) {
        DocumentType type = AMAZONS.get(name);
        return type == null
                ? Optional.empty()
                : Optional.of(amazons.computeIfAbsent(name, missing -> load(missing, type)));
    }

    private static Document load(String name, DocumentType type) {
        Document document = new Document(name, type, Document.AMAZON);
        try (InputStream resource =
                Documents.class.getResourceAsStream("/dev/sila/localcloud/ssm/" + name + ".json")) {
            String text =
                    new String(
                            Objects.requireNonNull(resource).readAllBytes(),
                            StandardCharsets.UTF_8);
            DocumentContent content = DocumentContent.read(text, DocumentFormat.JSON, type);
            document.versions.put(1, new Document.Version(1, null, content, RELEASED, RELEASED));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return document;
    }
}
