package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.CreateDocumentRequest;
import software.amazon.awssdk.services.ssm.model.DeleteDocumentRequest;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentPermissionRequest;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentRequest;
import software.amazon.awssdk.services.ssm.model.DocumentDescription;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentIdentifier;
import software.amazon.awssdk.services.ssm.model.DocumentKeyValuesFilter;
import software.amazon.awssdk.services.ssm.model.DocumentPermissionType;
import software.amazon.awssdk.services.ssm.model.DocumentStatus;
import software.amazon.awssdk.services.ssm.model.DocumentVersionInfo;
import software.amazon.awssdk.services.ssm.model.GetDocumentRequest;
import software.amazon.awssdk.services.ssm.model.ListDocumentVersionsRequest;
import software.amazon.awssdk.services.ssm.model.ListDocumentsRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ModifyDocumentPermissionRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;
import software.amazon.awssdk.services.ssm.model.UpdateDocumentDefaultVersionRequest;
import software.amazon.awssdk.services.ssm.model.UpdateDocumentRequest;

/** Documents of Systems Manager, with versions, shares and tags. */
final class DocumentTour implements Tour {
    private static final String GREETING =
            """
            schemaVersion: "2.2"
            description: Greets
            parameters:
              name: {type: String, default: world}
            mainSteps:
              - action: aws:runShellScript
                name: greet
                inputs:
                  runCommand: ["echo Hello {{ name }}"]
            """;

    @Override
    public String service() {
        return "SSM";
    }

    @Override
    public void walk(Rig rig) {
        SsmClient ssm = rig.ssm();
        DocumentDescription made =
                ssm.createDocument(
                                CreateDocumentRequest.builder()
                                        .name("Greet")
                                        .content(GREETING)
                                        .documentFormat(DocumentFormat.YAML)
                                        .versionName("first")
                                        .tags(Tag.builder().key("Team").value("a").build())
                                        .build())
                        .documentDescription();
        assertThat(made.status()).isEqualTo(DocumentStatus.CREATING);
        assertThat(made.hash()).hasSize(64);
        assertThat(made.platformTypesAsStrings()).contains("Linux").doesNotContain("Windows");
        rig.pass(Duration.ofSeconds(5));
        assertThat(describe(ssm, null).status()).isEqualTo(DocumentStatus.ACTIVE);
        versions(ssm);
        lists(ssm);
        shares(ssm);
        tags(ssm);
        ssm.deleteDocument(
                DeleteDocumentRequest.builder().name("Greet").documentVersion("1").build());
        assertThat(versionNumbers(ssm)).containsExactly("2");
        ssm.deleteDocument(DeleteDocumentRequest.builder().name("Greet").build());
        assertThat(names(ssm, "Owner", "Self")).isEmpty();
    }

    private static DocumentDescription describe(SsmClient ssm, @Nullable String version) {
        return ssm.describeDocument(
                        DescribeDocumentRequest.builder()
                                .name("Greet")
                                .documentVersion(version)
                                .build())
                .document();
    }

    private static void versions(SsmClient ssm) {
        String json =
                ssm.getDocument(
                                GetDocumentRequest.builder()
                                        .name("Greet")
                                        .documentFormat(DocumentFormat.JSON)
                                        .build())
                        .content();
        assertThat(json).contains("\"schemaVersion\" : \"2.2\"");
        ssm.updateDocument(
                UpdateDocumentRequest.builder()
                        .name("Greet")
                        .content(GREETING.replace("Hello", "Goodbye"))
                        .documentFormat(DocumentFormat.YAML)
                        .documentVersion("$LATEST")
                        .versionName("second")
                        .build());
        assertThat(describe(ssm, null).documentVersion()).isEqualTo("1");
        assertThat(describe(ssm, "$LATEST").documentVersion()).isEqualTo("2");
        assertThat(describe(ssm, "$LATEST").latestVersion()).isEqualTo("2");
        ssm.updateDocumentDefaultVersion(
                UpdateDocumentDefaultVersionRequest.builder()
                        .name("Greet")
                        .documentVersion("2")
                        .build());
        assertThat(ssm.getDocument(GetDocumentRequest.builder().name("Greet").build()).content())
                .contains("Goodbye");
        assertThat(
                        ssm.getDocument(
                                        GetDocumentRequest.builder()
                                                .name("Greet")
                                                .versionName("first")
                                                .build())
                                .content())
                .isEqualTo(GREETING);
        assertThat(versionNumbers(ssm)).containsExactly("2", "1");
    }

    private static List<String> versionNumbers(SsmClient ssm) {
        return ssm
                .listDocumentVersions(ListDocumentVersionsRequest.builder().name("Greet").build())
                .documentVersions()
                .stream()
                .map(DocumentVersionInfo::documentVersion)
                .toList();
    }

    private static void lists(SsmClient ssm) {
        assertThat(names(ssm, "Owner", "Self")).containsExactly("Greet");
        assertThat(names(ssm, "Name", "AWS-Run"))
                .containsExactly(
                        "AWS-RunPatchBaseline", "AWS-RunPowerShellScript", "AWS-RunShellScript");
        assertThat(names(ssm, "DocumentType", "Automation")).contains("AWS-StopEC2Instance");
        assertThat(names(ssm, "tag:Team", "a")).containsExactly("Greet");
        assertThat(
                        ssm
                                .listDocumentsPaginator(
                                        ListDocumentsRequest.builder().maxResults(2).build())
                                .documentIdentifiers()
                                .stream())
                .hasSize(10);
    }

    private static List<String> names(SsmClient ssm, String key, String value) {
        return ssm
                .listDocuments(
                        ListDocumentsRequest.builder()
                                .filters(
                                        DocumentKeyValuesFilter.builder()
                                                .key(key)
                                                .values(value)
                                                .build())
                                .build())
                .documentIdentifiers()
                .stream()
                .map(DocumentIdentifier::name)
                .toList();
    }

    private static void shares(SsmClient ssm) {
        share(ssm, List.of("111122223333", "444455556666"), List.of());
        assertThat(shared(ssm)).containsExactly("111122223333", "444455556666");
        share(ssm, List.of(), List.of("111122223333", "444455556666"));
        assertThat(shared(ssm)).isEmpty();
    }

    private static void share(SsmClient ssm, List<String> added, List<String> removed) {
        ssm.modifyDocumentPermission(
                ModifyDocumentPermissionRequest.builder()
                        .name("Greet")
                        .permissionType(DocumentPermissionType.SHARE)
                        .accountIdsToAdd(added)
                        .accountIdsToRemove(removed)
                        .build());
    }

    private static List<String> shared(SsmClient ssm) {
        return ssm.describeDocumentPermission(
                        DescribeDocumentPermissionRequest.builder()
                                .name("Greet")
                                .permissionType(DocumentPermissionType.SHARE)
                                .build())
                .accountIds();
    }

    private static void tags(SsmClient ssm) {
        ssm.addTagsToResource(
                AddTagsToResourceRequest.builder()
                        .resourceType(ResourceTypeForTagging.DOCUMENT)
                        .resourceId("Greet")
                        .tags(Tag.builder().key("Stage").value("test").build())
                        .build());
        ssm.removeTagsFromResource(
                RemoveTagsFromResourceRequest.builder()
                        .resourceType(ResourceTypeForTagging.DOCUMENT)
                        .resourceId("Greet")
                        .tagKeys("Team")
                        .build());
        assertThat(
                        ssm.listTagsForResource(
                                        ListTagsForResourceRequest.builder()
                                                .resourceType(ResourceTypeForTagging.DOCUMENT)
                                                .resourceId("Greet")
                                                .build())
                                .tagList())
                .containsExactly(Tag.builder().key("Stage").value("test").build());
    }
}
