package dev.sila.localcloud.whole;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.access.Surroundings;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.Subject;
import dev.sila.localcloud.service.sts.Sts;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;

/** What enforcement sees of IAM, STS and EC2. */
final class AccountSurroundings implements Surroundings {
    private final Iam iam;
    private final Sts sts;
    private final Ec2 ec2;

    AccountSurroundings(Iam iam, Sts sts, Ec2 ec2) {
        this.iam = iam;
        this.sts = sts;
        this.ec2 = ec2;
    }

    @Override
    public Subject subject(String accessKeyId) {
        return sts.subject(accessKeyId);
    }

    @Override
    public void used(String accessKeyId, String service) {
        iam.used(accessKeyId, service);
    }

    @Override
    public Map<String, String> tags(String arn) {
        if (arn.startsWith("arn:aws:iam:")) {
            return iam.tags(arn);
        }
        if (!arn.startsWith("arn:aws:ec2:") || arn.endsWith("/*")) {
            return Map.of();
        }
        DescribeTagsRequest request =
                DescribeTagsRequest.builder()
                        .filters(
                                Filter.builder()
                                        .name("resource-id")
                                        .values(arn.substring(arn.lastIndexOf('/') + 1))
                                        .build())
                        .build();
        Map<String, String> tags = new TreeMap<>();
        ec2.tagging()
                .describeTags(request)
                .tags()
                .forEach(each -> tags.put(each.key(), each.value()));
        return tags;
    }

    @Override
    public Optional<String> iamArn(String resource, String name) {
        return iam.arn(resource, name);
    }

    @Override
    public Optional<String> roleOfProfile(String nameOrArn) {
        return iam.instanceProfile(nameOrArn)
                .flatMap(Iam.KnownProfile::role)
                .flatMap(iam::role)
                .map(Iam.KnownRole::arn);
    }

    /** Nothing for a template that does not exist: the call itself says so. */
    @Override
    public Optional<String> profileOfTemplate(String idOrName, String version) {
        LaunchTemplateSpecification.Builder template = LaunchTemplateSpecification.builder();
        if (idOrName.startsWith("lt-")) {
            template.launchTemplateId(idOrName);
        } else {
            template.launchTemplateName(idOrName);
        }
        if (!version.isEmpty()) {
            template.version(version);
        }
        try {
            LaunchTemplateIamInstanceProfileSpecification profile =
                    ec2.launchTemplateVersions()
                            .find(template.build())
                            .launchTemplateData()
                            .iamInstanceProfile();
            return Optional.ofNullable(profile)
                    .flatMap(each ->
                            Optional.ofNullable(each.arn())
                                    .or(() -> Optional.ofNullable(each.name())));
        } catch (AwsFailure unknown) {
            return Optional.empty();
        }
    }
}
