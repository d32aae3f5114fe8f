package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.model.CreateDocumentRequest;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.UpdateDocumentRequest;

/** What Systems Manager refuses of documents. */
final class DocumentRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/systems-manager/latest/APIReference/";
    private static final String SYNTAX =
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-syntax-data-elements-parameters.html";
    private static final String GOOD =
            """
            {"schemaVersion": "2.2", "mainSteps": [{"action": "aws:runShellScript", "name": "run",
              "inputs": {"runCommand": ["true"]}}]}
            """;
    private static final String AUTOMATION =
            """
            {"schemaVersion": "0.3", "mainSteps": [{"action": "aws:sleep", "name": "wait",
              "inputs": {"Duration": "PT1S"}}]}
            """;

    private static final List<Refusal> REFUSALS =
            List.of(
                    new Refusal(
                            "A document's name is unique in the account",
                            API + "API_CreateDocument.html",
                            "DocumentAlreadyExists",
                            rig -> {
                                create(rig, GOOD);
                                create(rig, GOOD);
                            }),
                    new Refusal(
                            "Names that begin with aws are AWS's",
                            API + "API_CreateDocument.html",
                            "ValidationException",
                            rig ->
                                    rig.ssm()
                                            .createDocument(
                                                    document(GOOD).name("aws-mine").build())),
                    new Refusal(
                            "A name has letters, digits and _-. alone",
                            API + "API_CreateDocument.html",
                            "ValidationException",
                            rig ->
                                    rig.ssm()
                                            .createDocument(
                                                    document(GOOD).name("not this").build())),
                    new Refusal(
                            "A document has at most 64 KB",
                            API + "API_CreateDocument.html",
                            "MaxDocumentSizeExceeded",
                            rig -> create(rig, GOOD.replace("true", "x".repeat(65_536)))),
                    new Refusal(
                            "A command document has schema 1.2, 2.0 or 2.2",
                            SYNTAX,
                            "InvalidDocumentSchemaVersion",
                            rig -> create(rig, GOOD.replace("2.2", "0.3"))),
                    new Refusal(
                            "An automation document has schema 0.3",
                            SYNTAX,
                            "InvalidDocumentSchemaVersion",
                            rig -> createAutomation(rig, GOOD)),
                    content("JSON is well-formed", "]}}", "}}"),
                    content("A plugin is one of AWS's", "aws:runShellScript", "aws:runAnything"),
                    content("A step has a name", "\"name\": \"run\",", ""),
                    content("A step has inputs", "\"inputs\"", "\"input\""),
                    content("A script has commands", "runCommand", "runCommands"),
                    content("There are steps", "\"mainSteps\"", "\"steps\""),
                    content("What is referred to is a parameter", "true", "echo {{ none }}"),
                    content(
                            "A parameter's type is one of AWS's",
                            "\"mainSteps\"",
                            "\"parameters\": {\"a\": {\"type\": \"Text\"}}, \"mainSteps\""),
                    content(
                            "A default is one of the allowed values",
                            "\"mainSteps\"",
                            "\"parameters\": {\"a\": {\"type\": \"String\", \"default\": \"x\","
                                    + " \"allowedValues\": [\"y\"]}}, \"mainSteps\""),
                    automation("An action is one of AWS's", "aws:sleep", "aws:dream"),
                    automation("A step's name has no spaces", "\"wait\"", "\"wait here\""),
                    automation(
                            "The next step exists",
                            "\"inputs\"",
                            "\"nextStep\": \"none\", \"inputs\""),
                    automation(
                            "What comes after a failure is Abort, Continue or a step",
                            "\"inputs\"",
                            "\"onFailure\": \"Ignore\", \"inputs\""),
                    automation("What is referred to exists", "PT1S", "{{ before.Output }}"),
                    new Refusal(
                            "A version has a content of its own",
                            API + "API_UpdateDocument.html",
                            "DuplicateDocumentContent",
                            rig -> update(rig, request -> request.content(GOOD))),
                    new Refusal(
                            "Only the latest version is updated",
                            API + "API_UpdateDocument.html",
                            "InvalidDocumentVersion",
                            rig -> update(rig, request -> request.documentVersion("7"))),
                    new Refusal(
                            "A version's name is unique in the document",
                            API + "API_UpdateDocument.html",
                            "DuplicateDocumentVersionName",
                            rig -> {
                                update(rig, request -> request.versionName("a"));
                                rig.ssm()
                                        .updateDocument(request ->
                                                request.name("Run")
                                                        .content(GOOD.replace("true", "x"))
                                                        .documentVersion("2")
                                                        .versionName("a"));
                            }),
                    new Refusal(
                            "What is updated exists",
                            API + "API_UpdateDocument.html",
                            "InvalidDocument",
                            rig ->
                                    rig.ssm()
                                            .updateDocument(request ->
                                                    request.name("None")
                                                            .content(GOOD)
                                                            .documentVersion("1"))),
                    new Refusal(
                            "The default version exists",
                            API + "API_UpdateDocumentDefaultVersion.html",
                            "InvalidDocumentVersion",
                            rig -> {
                                create(rig, GOOD);
                                rig.ssm()
                                        .updateDocumentDefaultVersion(request ->
                                                request.name("Run").documentVersion("2"));
                            }),
                    new Refusal(
                            "A shared document is not deleted",
                            API + "API_DeleteDocument.html",
                            "InvalidDocumentOperation",
                            rig -> {
                                create(rig, GOOD);
                                rig.ssm()
                                        .modifyDocumentPermission(request ->
                                                request.name("Run")
                                                        .permissionType("Share")
                                                        .accountIdsToAdd("111122223333"));
                                rig.ssm().deleteDocument(request -> request.name("Run"));
                            }),
                    new Refusal(
                            "What is read exists",
                            API + "API_GetDocument.html",
                            "InvalidDocument",
                            rig -> rig.ssm().getDocument(request -> request.name("None"))),
                    new Refusal(
                            "Documents are filtered by known keys",
                            API + "API_ListDocuments.html",
                            "InvalidFilterKey",
                            rig ->
                                    rig.ssm()
                                            .listDocuments(request ->
                                                    request.filters(filter ->
                                                            filter.key("Colour").values("red")))),
                    new Refusal(
                            "A page has at most 50 documents",
                            API + "API_ListDocuments.html",
                            "ValidationException",
                            rig -> rig.ssm().listDocuments(request -> request.maxResults(51))),
                    new Refusal(
                            "A token comes from a page",
                            API + "API_ListDocuments.html",
                            "InvalidNextToken",
                            rig -> rig.ssm().listDocuments(request -> request.nextToken("x"))),
                    new Refusal(
                            "Tags are on what exists",
                            API + "API_AddTagsToResource.html",
                            "InvalidResourceId",
                            rig ->
                                    rig.ssm()
                                            .addTagsToResource(request ->
                                                    request.resourceType("Document")
                                                            .resourceId("None")
                                                            .tags(tag ->
                                                                    tag.key("a").value("b")))));

    @Override
    public String service() {
        return "SSM";
    }

    private static CreateDocumentRequest.Builder document(String content) {
        return CreateDocumentRequest.builder().name("Run").content(content);
    }

    private static void create(Rig rig, String content) {
        rig.ssm().createDocument(document(content).build());
    }

    private static void createAutomation(Rig rig, String content) {
        rig.ssm().createDocument(document(content).documentType(DocumentType.AUTOMATION).build());
    }

    private static void update(Rig rig, Consumer<UpdateDocumentRequest.Builder> changes) {
        create(rig, GOOD);
        UpdateDocumentRequest.Builder request =
                UpdateDocumentRequest.builder()
                        .name("Run")
                        .content(GOOD.replace("true", "false"))
                        .documentVersion("$LATEST");
        changes.accept(request);
        rig.ssm().updateDocument(request.build());
    }

    private static Refusal content(String rule, String from, String to) {
        return new Refusal(
                rule, SYNTAX, "InvalidDocumentContent", rig -> create(rig, GOOD.replace(from, to)));
    }

    private static Refusal automation(String rule, String from, String to) {
        return new Refusal(
                rule,
                SYNTAX,
                "InvalidDocumentContent",
                rig -> createAutomation(rig, AUTOMATION.replace(from, to)));
    }

    @Override
    public List<Refusal> refusals() {
        return REFUSALS;
    }
}
