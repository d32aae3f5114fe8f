package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.CreateDocumentRequest;
import software.amazon.awssdk.services.ssm.model.CreateDocumentResponse;
import software.amazon.awssdk.services.ssm.model.DeleteDocumentRequest;
import software.amazon.awssdk.services.ssm.model.DeleteDocumentResponse;
import software.amazon.awssdk.services.ssm.model.DocumentDefaultVersionDescription;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.UpdateDocumentDefaultVersionRequest;
import software.amazon.awssdk.services.ssm.model.UpdateDocumentDefaultVersionResponse;
import software.amazon.awssdk.services.ssm.model.UpdateDocumentRequest;
import software.amazon.awssdk.services.ssm.model.UpdateDocumentResponse;

/** Makes, changes and deletes documents. */
final class DocumentWriting {
    /** Versions of a document (quotas of Systems Manager). */
    private static final int MOST_VERSIONS = 1000;

    private final Documents documents;
    private final Tags tags;

    DocumentWriting(Documents documents, Tags tags) {
        this.documents = documents;
        this.tags = tags;
    }

    public CreateDocumentResponse createDocument(CreateDocumentRequest request) {
        Refusals.unsupported("Requires", request.requires());
        Refusals.unsupported("Attachments", request.attachments());
        String name = request.name();
        checkName(name);
        DocumentType type = type(request.documentType());
        DocumentContent content =
                DocumentContent.read(request.content(), format(request.documentFormat()), type);
        if (documents.find(name).isPresent()) {
            throw new AwsFailure(
                    "DocumentAlreadyExists",
                    "Document with same name " + name + " already exists.");
        }
        int most = SsmQuotas.DOCUMENTS;
        if (documents.own().size() >= most) {
            throw new AwsFailure(
                    "DocumentLimitExceeded", "You can have at most " + most + " documents.");
        }
        Document document = new Document(name, type, documents.foundation().realm().account());
        document.targetType = request.targetType();
        document.displayName = request.displayName();
        document.versions.put(1, documents.fresh(1, request.versionName(), content));
        tags.add(Tags.DOCUMENT, name, request.tags());
        documents.add(document);
        return CreateDocumentResponse.builder()
                .documentDescription(
                        DocumentReading.description(documents, document, document.latest(), tags))
                .build();
    }

    /** Prefixes that AWS keeps for itself (CreateDocument, "Name"). */
    private static void checkName(String name) {
        boolean reserved =
                Stream.of("aws", "amazon", "amzn")
                        .anyMatch(each -> name.toLowerCase(Locale.ROOT).startsWith(each));
        if (reserved) {
            throw Refusals.validation(
                    "Document name " + name + " begins with a prefix that is reserved for AWS.");
        }
    }

    private static DocumentType type(@Nullable DocumentType type) {
        DocumentType wanted = type == null ? DocumentType.COMMAND : type;
        if (wanted != DocumentType.COMMAND && wanted != DocumentType.AUTOMATION) {
            throw Refusals.validation(
                    "The local cloud does not support documents of type " + wanted + ".");
        }
        return wanted;
    }

    private static DocumentFormat format(@Nullable DocumentFormat format) {
        DocumentFormat wanted = format == null ? DocumentFormat.JSON : format;
        if (wanted == DocumentFormat.TEXT) {
            throw Refusals.invalidContent(
                    "The format TEXT is not supported for this document type.");
        }
        return wanted;
    }

    public UpdateDocumentResponse updateDocument(UpdateDocumentRequest request) {
        Refusals.unsupported("Attachments", request.attachments());
        Document document = documents.owned(request.name());
        Document.Version latest = document.latest();
        boolean ofLatest =
                request.documentVersion() != null
                        && document.version(request.documentVersion(), null)
                                .filter(latest::equals)
                                .isPresent();
        if (!ofLatest) {
            throw new AwsFailure(
                    "InvalidDocumentVersion",
                    "The document version is not valid or is not the latest one.");
        }
        if (latest.content().schemaVersion().equals("1.2")) {
            throw new AwsFailure(
                    "InvalidDocumentSchemaVersion",
                    "Documents with schema version 1.2 can not be updated.");
        }
        DocumentContent content =
                DocumentContent.read(
                        request.content(), format(request.documentFormat()), document.type);
        checkNew(document, content, request.versionName());
        Document.Version fresh =
                documents.fresh(latest.number() + 1, request.versionName(), content);
        document.versions.put(fresh.number(), fresh);
        if (request.targetType() != null) {
            document.targetType = request.targetType();
        }
        if (request.displayName() != null) {
            document.displayName = request.displayName();
        }
        return UpdateDocumentResponse.builder()
                .documentDescription(DocumentReading.description(documents, document, fresh, tags))
                .build();
    }

    private static void checkNew(
            Document document, DocumentContent content, @Nullable String versionName) {
        if (document.versions.values().stream()
                .anyMatch(each -> each.content().text().equals(content.text()))) {
            throw new AwsFailure(
                    "DuplicateDocumentContent",
                    "The content of the document matches the content of another version of it.");
        }
        if (versionName != null && document.version(null, versionName).isPresent()) {
            throw new AwsFailure(
                    "DuplicateDocumentVersionName",
                    "The version name " + versionName + " is used by another version.");
        }
        if (document.versions.size() >= MOST_VERSIONS) {
            throw new AwsFailure(
                    "DocumentVersionLimitExceeded",
                    "The document has " + MOST_VERSIONS + " versions.");
        }
    }

    public UpdateDocumentDefaultVersionResponse updateDocumentDefaultVersion(
            UpdateDocumentDefaultVersionRequest request) {
        Document document = documents.owned(request.name());
        Document.Version version = documents.version(document, request.documentVersion(), null);
        document.defaultVersion = version.number();
        return UpdateDocumentDefaultVersionResponse.builder()
                .description(
                        DocumentDefaultVersionDescription.builder()
                                .name(document.name)
                                .defaultVersion(String.valueOf(version.number()))
                                .defaultVersionName(version.name())
                                .build())
                .build();
    }

    /** Deletes one version, or the document with all of them. */
    public DeleteDocumentResponse deleteDocument(DeleteDocumentRequest request) {
        Document document = documents.owned(request.name());
        if (!document.shared.isEmpty()) {
            throw new AwsFailure(
                    "InvalidDocumentOperation",
                    "You attempted to delete a document while it is still shared. You must stop"
                            + " sharing the document before you can delete it.");
        }
        boolean one = request.documentVersion() != null || request.versionName() != null;
        if (one) {
            Document.Version version =
                    documents.version(document, request.documentVersion(), request.versionName());
            if (version.equals(document.standard())) {
                throw new AwsFailure(
                        "InvalidDocumentOperation",
                        "The default version of a document can not be deleted.");
            }
            document.versions.remove(version.number());
        } else {
            documents.remove(document);
            tags.forget(Tags.DOCUMENT, Objects.requireNonNull(document.name));
        }
        return DeleteDocumentResponse.builder().build();
    }
}
