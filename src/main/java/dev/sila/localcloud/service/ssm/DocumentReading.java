package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentRequest;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentResponse;
import software.amazon.awssdk.services.ssm.model.DocumentDescription;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentHashType;
import software.amazon.awssdk.services.ssm.model.DocumentIdentifier;
import software.amazon.awssdk.services.ssm.model.DocumentKeyValuesFilter;
import software.amazon.awssdk.services.ssm.model.DocumentParameterType;
import software.amazon.awssdk.services.ssm.model.DocumentStatus;
import software.amazon.awssdk.services.ssm.model.DocumentVersionInfo;
import software.amazon.awssdk.services.ssm.model.GetDocumentRequest;
import software.amazon.awssdk.services.ssm.model.GetDocumentResponse;
import software.amazon.awssdk.services.ssm.model.ListDocumentVersionsRequest;
import software.amazon.awssdk.services.ssm.model.ListDocumentVersionsResponse;
import software.amazon.awssdk.services.ssm.model.ListDocumentsRequest;
import software.amazon.awssdk.services.ssm.model.ListDocumentsResponse;

/** Shows documents. */
final class DocumentReading {
    private final Documents documents;
    private final Tags tags;

    DocumentReading(Documents documents, Tags tags) {
        this.documents = documents;
        this.tags = tags;
    }

    public DescribeDocumentResponse describeDocument(DescribeDocumentRequest request) {
        Document document = documents.document(request.name());
        Document.Version version =
                documents.version(document, request.documentVersion(), request.versionName());
        return DescribeDocumentResponse.builder()
                .document(description(documents, document, version, tags))
                .build();
    }

    static DocumentDescription description(
            Documents documents, Document document, Document.Version version, Tags tags) {
        DocumentContent content = version.content();
        return DocumentDescription.builder()
                .hash(content.hash())
                .hashType(DocumentHashType.SHA256)
                .name(document.name)
                .displayName(document.displayName)
                .versionName(version.name())
                .owner(document.owner)
                .createdDate(version.created())
                .status(status(documents, document, version))
                .documentVersion(String.valueOf(version.number()))
                .description(content.description().orElse(null))
                .parameters(content.parameters().stream().map(DocumentReading::shown).toList())
                .platformTypes(document.platforms())
                .documentType(document.type)
                .schemaVersion(content.schemaVersion())
                .latestVersion(String.valueOf(document.latest().number()))
                .defaultVersion(String.valueOf(document.defaultVersion))
                .documentFormat(content.format())
                .targetType(document.targetType)
                .tags(tags.list(Tags.DOCUMENT, document.name))
                .build();
    }

    private static DocumentStatus status(
            Documents documents, Document document, Document.Version version) {
        if (documents.isActive(version)) {
            return DocumentStatus.ACTIVE;
        }
        return document.versions.size() == 1 ? DocumentStatus.CREATING : DocumentStatus.UPDATING;
    }

    /** The API knows texts and lists of texts alone. */
    private static software.amazon.awssdk.services.ssm.model.DocumentParameter shown(
            DocumentParameter parameter) {
        return software.amazon.awssdk.services.ssm.model.DocumentParameter.builder()
                .name(parameter.name())
                .type(
                        parameter.isList()
                                ? DocumentParameterType.STRING_LIST
                                : DocumentParameterType.STRING)
                .description(parameter.node().path("description").asText(null))
                .defaultValue(parameter.defaultValue().map(Trees::text).orElse(null))
                .build();
    }

    public GetDocumentResponse getDocument(GetDocumentRequest request) {
        Document document = documents.document(request.name());
        Document.Version version =
                documents.version(document, request.documentVersion(), request.versionName());
        DocumentFormat format =
                request.documentFormat() == null
                        ? version.content().format()
                        : request.documentFormat();
        if (format == DocumentFormat.TEXT) {
            throw Refusals.validation("The format TEXT is not supported for this document type.");
        }
        return GetDocumentResponse.builder()
                .name(document.name)
                .displayName(document.displayName)
                .versionName(version.name())
                .documentVersion(String.valueOf(version.number()))
                .createdDate(version.created())
                .status(status(documents, document, version))
                .content(version.content().in(format))
                .documentType(document.type)
                .documentFormat(format)
                .build();
    }

    public ListDocumentsResponse listDocuments(ListDocumentsRequest request) {
        List<DocumentKeyValuesFilter> filters = new ArrayList<>(request.filters());
        request.documentFilterList()
                .forEach(each ->
                        filters.add(
                                DocumentKeyValuesFilter.builder()
                                        .key(each.keyAsString())
                                        .values(each.value())
                                        .build()));
        Stream<Document> found = documents.all();
        for (DocumentKeyValuesFilter filter : filters) {
            found = found.filter(matching(filter.key(), filter.values()));
        }
        Page<Document> page =
                Listing.page(
                        found.toList(),
                        each -> each.name,
                        request.maxResults(),
                        request.nextToken());
        return ListDocumentsResponse.builder()
                .documentIdentifiers(page.items().stream().map(this::identifier).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Predicate<Document> matching(String key, List<String> values) {
        if (key.startsWith("tag:")) {
            return document -> tags.matches(Tags.DOCUMENT, document.name, key.substring(4), values);
        }
        if (!Document.filterKeys().contains(key)) {
            throw Refusals.invalidFilter(key);
        }
        return document -> values.stream().anyMatch(value -> matches(document, key, value));
    }

    private static boolean matches(Document document, String key, String value) {
        return switch (key) {
            case "Name" -> document.name.startsWith(value);
            case "Owner" -> isOwner(document, value);
            case "PlatformTypes" ->
                    document.platforms().stream()
                            .anyMatch(each -> each.toString().equalsIgnoreCase(value));
            case "DocumentType" -> document.type.toString().equals(value);
            case "TargetType" -> value.equals(document.targetType);
            default ->
                    document.name.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
        };
    }

    private static boolean isOwner(Document document, String value) {
        return switch (value) {
            case "Self", "self", "Private", "private" -> !document.isAmazons();
            case "Amazon", "amazon", "Public", "public", "All", "all" ->
                    document.isAmazons() || value.equalsIgnoreCase("All");
            case "ThirdParty", "thirdparty" -> false;
            default -> document.owner.equals(value);
        };
    }

    private DocumentIdentifier identifier(Document document) {
        Document.Version version = document.standard();
        return DocumentIdentifier.builder()
                .name(document.name)
                .createdDate(version.created())
                .displayName(document.displayName)
                .owner(document.owner)
                .versionName(version.name())
                .platformTypes(document.platforms())
                .documentVersion(String.valueOf(version.number()))
                .documentType(document.type)
                .schemaVersion(version.content().schemaVersion())
                .documentFormat(version.content().format())
                .targetType(document.targetType)
                .tags(tags.list(Tags.DOCUMENT, document.name))
                .build();
    }

    /** The newest version first. */
    public ListDocumentVersionsResponse listDocumentVersions(ListDocumentVersionsRequest request) {
        Document document = documents.document(request.name());
        Page<Document.Version> page =
                Listing.page(
                        List.copyOf(document.versions.descendingMap().values()),
                        each -> Listing.descending(each.number()),
                        request.maxResults(),
                        request.nextToken());
        return ListDocumentVersionsResponse.builder()
                .documentVersions(
                        page.items().stream()
                                .map(each ->
                                        DocumentVersionInfo.builder()
                                                .name(document.name)
                                                .displayName(document.displayName)
                                                .documentVersion(String.valueOf(each.number()))
                                                .versionName(each.name())
                                                .createdDate(each.created())
                                                .isDefaultVersion(
                                                        each.number() == document.defaultVersion)
                                                .documentFormat(each.content().format())
                                                .status(status(documents, document, each))
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
