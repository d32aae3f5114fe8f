package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Compute;
import dev.sila.localcloud.Rig;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Launch templates, their versions, and instances run from them. */
final class LaunchTemplateTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Compute compute = new Compute(rig);
        Ec2Client ec2 = compute.ec2();
        String id = made(ec2);
        versions(ec2, id);
        used(compute);
        String deleted =
                ec2.deleteLaunchTemplate(request -> request.launchTemplateName("web"))
                        .launchTemplate()
                        .launchTemplateId();
        assertThat(deleted).isEqualTo(id);
        assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
    }

    private static String made(Ec2Client ec2) {
        RequestLaunchTemplateData data =
                RequestLaunchTemplateData.builder()
                        .imageId(Compute.IMAGE)
                        .instanceType("t3.micro")
                        .build();
        String id =
                ec2.createLaunchTemplate(request ->
                                request.launchTemplateName("web")
                                        .versionDescription("first")
                                        .launchTemplateData(data))
                        .launchTemplate()
                        .launchTemplateId();
        assertThat(
                        ec2.describeLaunchTemplates(request -> request.launchTemplateNames("web"))
                                .launchTemplates())
                .singleElement()
                .returns(1L, each -> each.latestVersionNumber())
                .returns(id, each -> each.launchTemplateId());
        return id;
    }

    private static void versions(Ec2Client ec2, String id) {
        RequestLaunchTemplateData larger =
                RequestLaunchTemplateData.builder().instanceType("m5.large").build();
        LaunchTemplateVersion second =
                ec2.createLaunchTemplateVersion(request ->
                                request.launchTemplateId(id)
                                        .sourceVersion("1")
                                        .launchTemplateData(larger))
                        .launchTemplateVersion();
        assertThat(second.versionNumber()).isEqualTo(2);
        assertThat(second.launchTemplateData().imageId()).isEqualTo(Compute.IMAGE);
        ec2.modifyLaunchTemplate(request -> request.launchTemplateId(id).defaultVersion("2"));
        ec2.createLaunchTemplateVersion(
                request -> request.launchTemplateId(id).launchTemplateData(larger));
        assertThat(
                        ec2.describeLaunchTemplateVersions(
                                        request -> request.versions("$Default", "$Latest"))
                                .launchTemplateVersions())
                .extracting(LaunchTemplateVersion::versionNumber)
                .containsExactly(2L, 3L);
        assertThat(
                        ec2.deleteLaunchTemplateVersions(request ->
                                        request.launchTemplateId(id).versions("2", "3", "9"))
                                .unsuccessfullyDeletedLaunchTemplateVersions())
                .extracting(each -> each.versionNumber())
                .containsExactly(2L, 9L);
        assertThat(
                        ec2.describeLaunchTemplateVersions(request -> request.launchTemplateId(id))
                                .launchTemplateVersions())
                .extracting(LaunchTemplateVersion::versionNumber)
                .containsExactly(2L, 1L);
    }

    private static void used(Compute compute) {
        Ec2Client ec2 = compute.ec2();
        Instance instance =
                ec2.runInstances(request ->
                                request.launchTemplate(it -> it.launchTemplateName("web"))
                                        .instanceType("t3.small")
                                        .minCount(1)
                                        .maxCount(1))
                        .instances()
                        .getFirst();
        assertThat(instance.instanceTypeAsString()).isEqualTo("t3.small");
        assertThat(instance.tags())
                .anyMatch(tag ->
                        tag.key().equals("aws:ec2launchtemplate:version")
                                && tag.value().equals("2"));
        ResponseLaunchTemplateData read =
                ec2.getLaunchTemplateData(request -> request.instanceId(instance.instanceId()))
                        .launchTemplateData();
        assertThat(read.instanceTypeAsString()).isEqualTo("t3.small");
        assertThat(read.blockDeviceMappings()).hasSize(1);
        assertThat(read.networkInterfaces().getFirst().subnetId()).isEqualTo(instance.subnetId());
        ec2.terminateInstances(request -> request.instanceIds(instance.instanceId()));
    }
}
