package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.ComputeRules.NONE;
import static dev.sila.localcloud.refusal.ComputeRules.rule;

import dev.sila.localcloud.Compute;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What EC2 refuses of launch templates. */
final class LaunchTemplateRefusals implements Corpus {

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(TEMPLATES, VERSIONS).flatMap(List::stream).toList();
    }

    private static final List<Refusal> TEMPLATES =
            List.of(
                    rule(
                            "Names of launch templates are unique",
                            "errors-overview",
                            "InvalidLaunchTemplateName.AlreadyExistsException",
                            compute -> twice(compute)),
                    rule(
                            "Names of launch templates have at least three characters",
                            "errors-overview",
                            "InvalidLaunchTemplateName.MalformedException",
                            compute -> create(compute, "ab", d -> d.imageId("ami-" + NONE))),
                    rule(
                            "Names of launch templates have certain characters",
                            "errors-overview",
                            "InvalidLaunchTemplateName.MalformedException",
                            compute ->
                                    create(compute, "my template", d -> d.imageId("ami-" + NONE))),
                    rule(
                            "A launch template says something",
                            "API_CreateLaunchTemplate",
                            "MissingParameter",
                            compute -> create(compute, "web", d -> {})),
                    rule(
                            "Identifiers of images begin with ami-",
                            "errors-overview",
                            "InvalidAMIID.Malformed",
                            compute -> create(compute, "web", d -> d.imageId("image"))),
                    rule(
                            "User data is base64",
                            "errors-overview",
                            "InvalidUserData.Malformed",
                            compute -> create(compute, "web", d -> d.userData("%"))),
                    rule(
                            "User data has up to 16 KB",
                            "API_CreateLaunchTemplate",
                            "InvalidParameterValue",
                            compute ->
                                    create(compute, "web", d -> d.userData("QUFB".repeat(6000)))),
                    rule(
                            "Metadata tokens are optional or required",
                            "API_CreateLaunchTemplate",
                            "InvalidParameterValue",
                            compute ->
                                    create(
                                            compute,
                                            "web",
                                            d -> d.metadataOptions(m -> m.httpTokens("none")))),
                    rule(
                            "A template has a type or requirements of types, not both",
                            "API_CreateLaunchTemplate",
                            "InvalidParameterCombination",
                            compute ->
                                    create(
                                            compute,
                                            "web",
                                            d ->
                                                    d.instanceType("t3.micro")
                                                            .instanceRequirements(i ->
                                                                    i.vCpuCount(v -> v.min(1))))),
                    rule(
                            "Tag keys do not begin with aws:",
                            "API_CreateLaunchTemplate",
                            "InvalidParameterValue",
                            compute ->
                                    create(
                                            compute,
                                            "web",
                                            d -> d.tagSpecifications(tagged("aws:a")))),
                    rule(
                            "A launch template exists",
                            "errors-overview",
                            "InvalidLaunchTemplateId.NotFound",
                            compute ->
                                    compute.ec2()
                                            .describeLaunchTemplates(
                                                    r -> r.launchTemplateIds("lt-" + NONE))),
                    rule(
                            "Identifiers of launch templates begin with lt-",
                            "errors-overview",
                            "InvalidLaunchTemplateId.Malformed",
                            compute ->
                                    compute.ec2()
                                            .deleteLaunchTemplate(
                                                    r -> r.launchTemplateId("template"))),
                    rule(
                            "A launch template of a name exists",
                            "errors-overview",
                            "InvalidLaunchTemplateName.NotFoundException",
                            compute ->
                                    compute.ec2()
                                            .deleteLaunchTemplate(
                                                    r -> r.launchTemplateName("none"))),
                    rule(
                            "A launch template is named in one way",
                            "API_DeleteLaunchTemplate",
                            "InvalidParameterCombination",
                            compute ->
                                    compute.ec2()
                                            .deleteLaunchTemplate(r ->
                                                    r.launchTemplateName("a")
                                                            .launchTemplateId("lt-" + NONE))),
                    rule(
                            "A launch template is named",
                            "API_DeleteLaunchTemplate",
                            "MissingParameter",
                            compute -> compute.ec2().deleteLaunchTemplate(r -> {})));

    private static final List<Refusal> VERSIONS =
            List.of(
                    rule(
                            "A version exists",
                            "errors-overview",
                            "InvalidLaunchTemplateId.VersionNotFound",
                            compute -> run(compute, "7")),
                    rule(
                            "A source version exists",
                            "errors-overview",
                            "InvalidLaunchTemplateId.VersionNotFound",
                            compute -> source(compute, "7")),
                    rule(
                            "A default version exists",
                            "errors-overview",
                            "InvalidLaunchTemplateId.VersionNotFound",
                            compute -> standard(compute, "7")),
                    rule(
                            "A deleted version is a number",
                            "API_DeleteLaunchTemplateVersions",
                            "InvalidParameterValue",
                            compute -> deleteVersion(compute, "$Latest")),
                    rule(
                            "Versions of all templates are the latest or default ones",
                            "API_DescribeLaunchTemplateVersions",
                            "MissingParameter",
                            compute ->
                                    compute.ec2()
                                            .describeLaunchTemplateVersions(r -> r.versions("1"))),
                    rule(
                            "What a template names exists when it is run",
                            "API_RunInstances",
                            "InvalidAMIID.NotFound",
                            compute -> run(compute, "1")),
                    rule(
                            "Data is read of an instance that exists",
                            "errors-overview",
                            "InvalidInstanceID.NotFound",
                            compute ->
                                    compute.ec2()
                                            .getLaunchTemplateData(
                                                    r -> r.instanceId("i-" + NONE))));

    private static void create(
            Compute compute, String name, Consumer<RequestLaunchTemplateData.Builder> described) {
        compute.ec2()
                .createLaunchTemplate(
                        r -> r.launchTemplateName(name).launchTemplateData(described));
    }

    private static LaunchTemplateTagSpecificationRequest tagged(String key) {
        return LaunchTemplateTagSpecificationRequest.builder()
                .resourceType("instance")
                .tags(Tag.builder().key(key).value("x").build())
                .build();
    }

    private static void twice(Compute compute) {
        web(compute);
        web(compute);
    }

    private static void web(Compute compute) {
        create(compute, "web", d -> d.imageId("ami-" + NONE).instanceType("t3.micro"));
    }

    private static void run(Compute compute, String version) {
        web(compute);
        compute.ec2()
                .runInstances(r ->
                        r.launchTemplate(t -> t.launchTemplateName("web").version(version))
                                .minCount(1)
                                .maxCount(1));
    }

    private static void source(Compute compute, String version) {
        web(compute);
        compute.ec2()
                .createLaunchTemplateVersion(r ->
                        r.launchTemplateName("web")
                                .sourceVersion(version)
                                .launchTemplateData(d -> d.instanceType("t3.small")));
    }

    private static void standard(Compute compute, String version) {
        web(compute);
        compute.ec2()
                .modifyLaunchTemplate(r -> r.launchTemplateName("web").defaultVersion(version));
    }

    private static void deleteVersion(Compute compute, String version) {
        web(compute);
        compute.ec2()
                .deleteLaunchTemplateVersions(r -> r.launchTemplateName("web").versions(version));
    }
}
