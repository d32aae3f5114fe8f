package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import dev.sila.localcloud.service.Reshape;
import dev.sila.localcloud.service.TagStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseError;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The versions of launch templates, and what instances are run from one. */
public final class LaunchTemplateVersions {
    static final String LATEST = "$Latest";
    static final String DEFAULT = "$Default";

    private final Store store;
    private final Map<String, TreeMap<Long, LaunchTemplateVersion>> versions = new HashMap<>();

    LaunchTemplateVersions(Store store) {
        this.store = store;
    }

    /** The template named by identifier or by name, never by both. */
    LaunchTemplate template(@Nullable String id, @Nullable String name) {
        if (id != null && name != null) {
            throw Refusals.combination(
                    "The parameter 'launchTemplateId' may not be used in combination with"
                            + " 'launchTemplateName'");
        }
        if (name == null) {
            return store.launchTemplates().get(Refusals.required(id, "LaunchTemplateId"));
        }
        return store.launchTemplates()
                .rows()
                .filter(template -> template.launchTemplateName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidLaunchTemplateName.NotFoundException",
                                "The specified launch template, with template name %s, does not exist."
                                        .formatted(name)));
    }

    /** Adds the next version to a template. */
    LaunchTemplateVersion add(
            LaunchTemplate template,
            ResponseLaunchTemplateData data,
            @Nullable String description) {
        checkDescription(description);
        TreeMap<Long, LaunchTemplateVersion> all =
                versions.computeIfAbsent(template.launchTemplateId(), id -> new TreeMap<>());
        long number = template.latestVersionNumber() + 1;
        LaunchTemplateVersion version =
                LaunchTemplateVersion.builder()
                        .launchTemplateId(template.launchTemplateId())
                        .launchTemplateName(template.launchTemplateName())
                        .versionNumber(number)
                        .versionDescription(description)
                        .createTime(store.foundation().timeline().now())
                        .createdBy(template.createdBy())
                        .launchTemplateData(data)
                        .build();
        all.put(number, version);
        store.launchTemplates().put(template.toBuilder().latestVersionNumber(number).build());
        return described(version);
    }

    static ResponseLaunchTemplateData data(@Nullable RequestLaunchTemplateData data) {
        if (data == null || Reshape.members(data).isEmpty()) {
            throw Refusals.missing("LaunchTemplateData");
        }
        check(data);
        return Reshape.copy(data, ResponseLaunchTemplateData.builder()).build();
    }

    /** Refuses what a template cannot say. Whether what it names exists is checked at launches. */
    private static void check(RequestLaunchTemplateData data) {
        String image = data.imageId();
        if (image != null && !image.startsWith("resolve:ssm:")) {
            ResourceKind.IMAGE.check(image);
        }
        data.securityGroupIds().forEach(ResourceKind.SECURITY_GROUP::check);
        if (data.userData() != null) {
            UserData.check(data.userData());
        }
        if (data.instanceType() != null && data.instanceRequirements() != null) {
            throw Refusals.combination(
                    "InstanceType and InstanceRequirements may not be specified on the same request");
        }
        boolean groups = !data.securityGroupIds().isEmpty() || !data.securityGroups().isEmpty();
        if (groups && !data.networkInterfaces().isEmpty()) {
            throw Refusals.combination(
                    "Network interfaces and an instance-level security groups may not be specified on the same request");
        }
        if (data.metadataOptions() != null) {
            MetadataOptions.check(data.metadataOptions());
        }
        data.tagSpecifications()
                .forEach(each -> new TagStore().check("", Tagging.map(each.tags())));
    }

    static void checkDescription(@Nullable String description) {
        if (description != null && description.length() > 255) {
            throw Refusals.invalid(
                    "VersionDescription", description, "Expecting up to 255 characters.");
        }
    }

    void forget(String templateId) {
        versions.remove(templateId);
    }

    /**
     * One version of a template.
     *
     * @param version a number, {@code $Latest} or {@code $Default}
     */
    LaunchTemplateVersion version(LaunchTemplate template, String version) {
        long number =
                switch (version) {
                    case LATEST -> template.latestVersionNumber();
                    case DEFAULT -> template.defaultVersionNumber();
                    default -> version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
                };
        LaunchTemplateVersion found =
                versions.getOrDefault(template.launchTemplateId(), new TreeMap<>()).get(number);
        if (found == null) {
            throw new AwsFailure(
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Could not find the specified version %s for the launch template with ID %s."
                            .formatted(version, template.launchTemplateId()));
        }
        return described(found);
    }

    private LaunchTemplateVersion described(LaunchTemplateVersion version) {
        long standard =
                store.launchTemplates().get(version.launchTemplateId()).defaultVersionNumber();
        return version.toBuilder().defaultVersion(version.versionNumber() == standard).build();
    }

    /**
     * What a run from this template and version asks for, without counts. Without a version, the
     * default one.
     */
    public RunInstancesRequest resolve(LaunchTemplateSpecification specification) {
        LaunchTemplateVersion version = find(specification);
        LaunchTemplateSpecification exact =
                LaunchTemplateSpecification.builder()
                        .launchTemplateId(version.launchTemplateId())
                        .version(version.versionNumber().toString())
                        .build();
        return Reshape.copy(version.launchTemplateData(), RunInstancesRequest.builder())
                .launchTemplate(exact)
                .build();
    }

    /** The version that a specification means. */
    public LaunchTemplateVersion find(LaunchTemplateSpecification specification) {
        LaunchTemplate template =
                template(specification.launchTemplateId(), specification.launchTemplateName());
        return version(
                template, specification.version() == null ? DEFAULT : specification.version());
    }

    /** The request with what it leaves open taken from its template; tags of both. */
    RunInstancesRequest completed(RunInstancesRequest request) {
        if (request.launchTemplate() == null) {
            return request;
        }
        RunInstancesRequest base = resolve(request.launchTemplate());
        boolean chosen = request.instanceType() != null || base.instanceType() != null;
        if (!chosen
                && find(request.launchTemplate()).launchTemplateData().instanceRequirements()
                        != null) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The local cloud does not choose instance types by InstanceRequirements.");
        }
        List<TagSpecification> tags = new ArrayList<>(base.tagSpecifications());
        tags.addAll(request.tagSpecifications());
        return Reshape.copy(request, base.toBuilder())
                .launchTemplate(base.launchTemplate())
                .tagSpecifications(tags)
                .build();
    }

    /** Adds a version; with a source version, what the request leaves open is taken from that. */
    public CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(
            CreateLaunchTemplateVersionRequest request) {
        return store.idempotency()
                .once(
                        "CreateLaunchTemplateVersion",
                        request.clientToken(),
                        request,
                        CreateLaunchTemplateVersionResponse.class,
                        () -> create(request));
    }

    private CreateLaunchTemplateVersionResponse create(CreateLaunchTemplateVersionRequest request) {
        LaunchTemplate template =
                template(request.launchTemplateId(), request.launchTemplateName());
        Refusals.supportedOnly(
                request,
                java.util.Set.of(
                        "ClientToken",
                        "LaunchTemplateId",
                        "LaunchTemplateName",
                        "SourceVersion",
                        "VersionDescription",
                        "LaunchTemplateData",
                        "DryRun"));
        checkDescription(request.versionDescription());
        ResponseLaunchTemplateData data = data(request.launchTemplateData());
        if (request.sourceVersion() != null) {
            ResponseLaunchTemplateData source =
                    version(template, request.sourceVersion()).launchTemplateData();
            data = Reshape.copy(data, source.toBuilder()).build();
        }
        Refusals.endDryRun(request.dryRun());
        return CreateLaunchTemplateVersionResponse.builder()
                .launchTemplateVersion(add(template, data, request.versionDescription()))
                .build();
    }

    /** Versions of one template, or the latest or default ones of all; the newest first. */
    public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
            DescribeLaunchTemplateVersionsRequest request) {
        Refusals.supportedOnly(
                request,
                java.util.Set.of(
                        "LaunchTemplateId",
                        "LaunchTemplateName",
                        "Versions",
                        "MinVersion",
                        "MaxVersion",
                        "NextToken",
                        "MaxResults",
                        "DryRun"));
        Stream<LaunchTemplateVersion> chosen =
                request.launchTemplateId() == null && request.launchTemplateName() == null
                        ? ofAll(request.versions())
                        : ofOne(request);
        Page<LaunchTemplateVersion> page =
                new Pages(1, 200)
                        .page(
                                chosen.toList(),
                                LaunchTemplateVersions::order,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Stream<LaunchTemplateVersion> ofAll(List<String> wanted) {
        if (wanted.isEmpty() || !List.of(LATEST, DEFAULT).containsAll(wanted)) {
            throw Refusals.missing("LaunchTemplateId");
        }
        return store.launchTemplates()
                .rows()
                .flatMap(template -> wanted.stream().map(each -> version(template, each)))
                .distinct();
    }

    private Stream<LaunchTemplateVersion> ofOne(DescribeLaunchTemplateVersionsRequest request) {
        LaunchTemplate template =
                template(request.launchTemplateId(), request.launchTemplateName());
        if (!request.versions().isEmpty()) {
            return request.versions().stream().map(each -> version(template, each)).distinct();
        }
        long least = request.minVersion() == null ? 1 : number(request.minVersion());
        long greatest =
                request.maxVersion() == null ? Long.MAX_VALUE : number(request.maxVersion());
        return versions
                .getOrDefault(template.launchTemplateId(), new TreeMap<>())
                .descendingMap()
                .values()
                .stream()
                .filter(each -> each.versionNumber() >= least && each.versionNumber() <= greatest)
                .map(this::described);
    }

    private static long number(String version) {
        if (!version.matches("\\d{1,18}")) {
            throw Refusals.invalid("version", version, "Expecting a version number.");
        }
        return Long.parseLong(version);
    }

    private static String order(LaunchTemplateVersion version) {
        return "%s %019d"
                .formatted(version.launchTemplateId(), Long.MAX_VALUE - version.versionNumber());
    }

    /** Deletes versions, each on its own: the default one and unknown ones are told as errors. */
    public DeleteLaunchTemplateVersionsResponse deleteLaunchTemplateVersions(
            DeleteLaunchTemplateVersionsRequest request) {
        LaunchTemplate template =
                template(request.launchTemplateId(), request.launchTemplateName());
        List<Long> wanted =
                request.versions().stream().map(LaunchTemplateVersions::number).toList();
        if (wanted.isEmpty()) {
            throw Refusals.missing("LaunchTemplateVersion");
        }
        if (wanted.size() > 200) {
            throw Refusals.invalid("At most 200 versions can be deleted in one call.");
        }
        Refusals.endDryRun(request.dryRun());
        List<DeleteLaunchTemplateVersionsResponseSuccessItem> done = new ArrayList<>();
        List<DeleteLaunchTemplateVersionsResponseErrorItem> failed = new ArrayList<>();
        for (long number : wanted) {
            TreeMap<Long, LaunchTemplateVersion> all =
                    versions.getOrDefault(template.launchTemplateId(), new TreeMap<>());
            boolean standard = number == template.defaultVersionNumber();
            if (standard || all.remove(number) == null) {
                failed.add(failure(template, number, standard));
            } else {
                done.add(success(template, number));
            }
        }
        return DeleteLaunchTemplateVersionsResponse.builder()
                .successfullyDeletedLaunchTemplateVersions(done)
                .unsuccessfullyDeletedLaunchTemplateVersions(failed)
                .build();
    }

    private static DeleteLaunchTemplateVersionsResponseSuccessItem success(
            LaunchTemplate template, long number) {
        return DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                .launchTemplateId(template.launchTemplateId())
                .launchTemplateName(template.launchTemplateName())
                .versionNumber(number)
                .build();
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem failure(
            LaunchTemplate template, long number, boolean standard) {
        ResponseError.Builder error =
                standard
                        ? ResponseError.builder()
                                .code(LaunchTemplateErrorCode.UNEXPECTED_ERROR)
                                .message("The default version cannot be deleted.")
                        : ResponseError.builder()
                                .code(
                                        LaunchTemplateErrorCode
                                                .LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST)
                                .message("The specified version does not exist.");
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.launchTemplateId())
                .launchTemplateName(template.launchTemplateName())
                .versionNumber(number)
                .responseError(error.build())
                .build();
    }
}
