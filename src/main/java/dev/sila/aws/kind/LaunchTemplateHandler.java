package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Finds and keeps launch templates. What a template is, is its default version: a version that was
 * made but is not the default yet, because the run died in between, does not count, and the next
 * run's request for the same one gets it back by its token.
 */
public final class LaunchTemplateHandler implements Kind<LaunchTemplate> {
    /** The number of the default version. */
    static final Attr VERSION = new Attr("version");

    /** The most that both Describe calls give in a page, by their API reference. */
    private static final int PAGE = 200;

    private final Ec2Client ec2;

    public LaunchTemplateHandler(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Class<LaunchTemplate> type() {
        return LaunchTemplate.class;
    }

    @Override
    public List<Found<LaunchTemplate>> find(Scope scope, World world) {
        Map<String, Tags> ours = new HashMap<>();
        DescribeLaunchTemplatesRequest request =
                DescribeLaunchTemplatesRequest.builder()
                        .filters(AwsTags.ofEnvironment(scope.environment()))
                        .maxResults(PAGE)
                        .build();
        ec2.describeLaunchTemplatesPaginator(request).launchTemplates().stream()
                .forEach(each -> ours.put(each.launchTemplateId(), AwsTags.fromEc2(each.tags())));
        if (ours.isEmpty()) {
            return List.of();
        }
        List<Found<LaunchTemplate>> found = new ArrayList<>();
        for (LaunchTemplateVersion version : defaultVersions()) {
            Tags tags = ours.get(version.launchTemplateId());
            if (tags != null) {
                found.add(found(version, tags, world));
            }
        }
        return found;
    }

    /** Those of all templates of the account and region: one paged call, not one per template. */
    private Iterable<LaunchTemplateVersion> defaultVersions() {
        DescribeLaunchTemplateVersionsRequest request =
                DescribeLaunchTemplateVersionsRequest.builder()
                        .versions("$Default")
                        .maxResults(PAGE)
                        .build();
        return ec2.describeLaunchTemplateVersionsPaginator(request).launchTemplateVersions();
    }

    private static Found<LaunchTemplate> found(
            LaunchTemplateVersion version, Tags tags, World world) {
        Map<Attr, String> attrs = new HashMap<>(AwsTags.attrs(tags));
        attrs.put(VERSION, String.valueOf(version.versionNumber()));
        LaunchTemplate state =
                LaunchTemplateMapping.state(
                        version.launchTemplateName(), version.launchTemplateData(), tags, world);
        return new Found<>(version.launchTemplateId(), state, attrs);
    }

    /**
     * Sends no token: the name is unique, which makes a repeated request safe, while a token that
     * is the same for the same content might be answered with a template that was deleted since.
     */
    @Override
    public String create(Scope scope, LaunchTemplate wanted, Ids ids) {
        Tags tags = Ownership.mark(wanted.tags(), scope);
        CreateLaunchTemplateRequest request =
                CreateLaunchTemplateRequest.builder()
                        .launchTemplateName(wanted.name())
                        .launchTemplateData(LaunchTemplateMapping.data(wanted, ids))
                        .tagSpecifications(AwsTags.ec2(ResourceType.LAUNCH_TEMPLATE, tags))
                        .build();
        try {
            return ec2.createLaunchTemplate(request).launchTemplate().launchTemplateId();
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            return existing(scope, wanted.name());
        }
    }

    /** One that an earlier run made, but that find did not see yet. */
    private String existing(Scope scope, String name) {
        DescribeLaunchTemplatesRequest request =
                DescribeLaunchTemplatesRequest.builder().launchTemplateNames(name).build();
        return ec2.describeLaunchTemplates(request).launchTemplates().stream()
                .filter(each -> Ownership.marked(AwsTags.fromEc2(each.tags()), scope))
                .findFirst()
                .orElseThrow(() -> Ownership.taken("launch template " + name))
                .launchTemplateId();
    }

    @Override
    public void update(Found<LaunchTemplate> found, LaunchTemplate wanted, Diff diff, Ids ids) {
        boolean content =
                diff.differences().stream().anyMatch(each -> !each.component().equals("tags"));
        if (content) {
            newDefault(found, LaunchTemplateMapping.complete(found.state(), wanted), ids);
        }
        if (diff.has("tags")) {
            ec2.createTags(
                    CreateTagsRequest.builder()
                            .resources(found.id())
                            .tags(AwsTags.ec2(wanted.tags()))
                            .build());
        }
    }

    private void newDefault(Found<LaunchTemplate> found, LaunchTemplate wanted, Ids ids) {
        RequestLaunchTemplateData data = LaunchTemplateMapping.data(wanted, ids);
        CreateLaunchTemplateVersionRequest request =
                CreateLaunchTemplateVersionRequest.builder()
                        .launchTemplateId(found.id())
                        .launchTemplateData(data)
                        .clientToken(token(found, data))
                        .build();
        LaunchTemplateVersion version =
                ec2.createLaunchTemplateVersion(request).launchTemplateVersion();
        ec2.modifyLaunchTemplate(
                ModifyLaunchTemplateRequest.builder()
                        .launchTemplateId(found.id())
                        .defaultVersion(String.valueOf(version.versionNumber()))
                        .build());
    }

    /**
     * The same for the same step from the same default version. The user data is named by itself
     * because the SDK leaves it out of the text as a secret.
     */
    static String token(Found<LaunchTemplate> found, RequestLaunchTemplateData data) {
        return Sha256.hex(
                found.id(),
                String.valueOf(found.attrs().get(VERSION)),
                data.toString(),
                String.valueOf(data.userData()));
    }

    @Override
    public void delete(Found<LaunchTemplate> found) {
        AwsErrors.unlessGone(() ->
                ec2.deleteLaunchTemplate(
                        DeleteLaunchTemplateRequest.builder()
                                .launchTemplateId(found.id())
                                .build()));
    }
}
