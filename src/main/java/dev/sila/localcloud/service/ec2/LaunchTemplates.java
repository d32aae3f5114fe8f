package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Launch templates: names with numbered versions, one of which is the default. */
public final class LaunchTemplates {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9().\\-/_]{3,128}");

    private static final java.util.Set<String> SUPPORTED =
            java.util.Set.of(
                    "ClientToken",
                    "LaunchTemplateName",
                    "VersionDescription",
                    "LaunchTemplateData",
                    "TagSpecifications",
                    "DryRun");

    private final Store store;
    private final LaunchTemplateVersions versions;

    LaunchTemplates(Store store, LaunchTemplateVersions versions) {
        this.store = store;
        this.versions = versions;
    }

    public CreateLaunchTemplateResponse createLaunchTemplate(CreateLaunchTemplateRequest request) {
        return store.idempotency()
                .once(
                        "CreateLaunchTemplate",
                        request.clientToken(),
                        request,
                        CreateLaunchTemplateResponse.class,
                        () -> create(request));
    }

    private CreateLaunchTemplateResponse create(CreateLaunchTemplateRequest request) {
        Refusals.supportedOnly(request, SUPPORTED);
        String name = Refusals.required(request.launchTemplateName(), "LaunchTemplateName");
        if (!NAME.matcher(name).matches()) {
            throw new AwsFailure(
                    "InvalidLaunchTemplateName.MalformedException",
                    "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: - ( ) . / _.");
        }
        if (store.launchTemplates()
                .rows()
                .anyMatch(template -> template.launchTemplateName().equals(name))) {
            throw new AwsFailure(
                    "InvalidLaunchTemplateName.AlreadyExistsException",
                    "Launch template name already in use.");
        }
        ResponseLaunchTemplateData data = LaunchTemplateVersions.data(request.launchTemplateData());
        LaunchTemplateVersions.checkDescription(request.versionDescription());
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.LAUNCH_TEMPLATE);
        Refusals.endDryRun(request.dryRun());
        String id = store.newId(ResourceKind.LAUNCH_TEMPLATE);
        LaunchTemplate template =
                LaunchTemplate.builder()
                        .launchTemplateId(id)
                        .launchTemplateName(name)
                        .createTime(store.foundation().timeline().now())
                        .createdBy(store.foundation().realm().globalArn("iam", "root"))
                        .defaultVersionNumber(1L)
                        .latestVersionNumber(0L)
                        .build();
        store.launchTemplates().put(template);
        versions.add(template, data, request.versionDescription());
        store.tags().add(id, tags);
        return CreateLaunchTemplateResponse.builder().launchTemplate(tagged(id)).build();
    }

    private LaunchTemplate tagged(String id) {
        return store.launchTemplates().tagged(store.launchTemplates().get(id));
    }

    /** Launch templates come in pages of at most 200. */
    public DescribeLaunchTemplatesResponse describeLaunchTemplates(
            DescribeLaunchTemplatesRequest request) {
        List<String> ids = new ArrayList<>(request.launchTemplateIds());
        request.launchTemplateNames()
                .forEach(name -> ids.add(versions.template(null, name).launchTemplateId()));
        Page<LaunchTemplate> page =
                store.launchTemplates()
                        .page(
                                new Selection(
                                        ids,
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                UnaryOperator.identity(),
                                new Pages(1, 200));
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** Makes another version the default. */
    public ModifyLaunchTemplateResponse modifyLaunchTemplate(ModifyLaunchTemplateRequest request) {
        LaunchTemplate template =
                versions.template(request.launchTemplateId(), request.launchTemplateName());
        String wanted = Refusals.required(request.defaultVersion(), "DefaultVersion");
        long number = versions.version(template, wanted).versionNumber();
        Refusals.endDryRun(request.dryRun());
        store.launchTemplates().put(template.toBuilder().defaultVersionNumber(number).build());
        return ModifyLaunchTemplateResponse.builder()
                .launchTemplate(tagged(template.launchTemplateId()))
                .build();
    }

    public DeleteLaunchTemplateResponse deleteLaunchTemplate(DeleteLaunchTemplateRequest request) {
        LaunchTemplate template =
                versions.template(request.launchTemplateId(), request.launchTemplateName());
        Refusals.endDryRun(request.dryRun());
        LaunchTemplate last = tagged(template.launchTemplateId());
        store.launchTemplates().remove(template.launchTemplateId());
        versions.forget(template.launchTemplateId());
        return DeleteLaunchTemplateResponse.builder().launchTemplate(last).build();
    }
}
