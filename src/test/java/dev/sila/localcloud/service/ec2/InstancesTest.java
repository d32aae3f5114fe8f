package dev.sila.localcloud.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** Instances through their life, and what they are run from. */
class InstancesTest {
    private final Ec2Fixture cloud = new Ec2Fixture();

    @Test
    void goesThroughItsStatesAndIsForgottenAfterAnHour() {
        String id = cloud.run(cloud.one().build()).instanceId();
        cloud.timeline.advance(Duration.ofSeconds(5));
        Instance running = cloud.instance(id);
        assertThat(running.publicIpAddress()).isEqualTo("127.10.0.1");
        assertThat(running.privateIpAddress()).isEqualTo("172.31.0.4");
        cloud.ec2
                .instanceControl()
                .stopInstances(StopInstancesRequest.builder().instanceIds(id).build());
        cloud.timeline.advance(Duration.ofSeconds(5));
        assertThat(cloud.instance(id).publicIpAddress()).isNull();
        cloud.ec2
                .instanceControl()
                .startInstances(StartInstancesRequest.builder().instanceIds(id).build());
        cloud.timeline.advance(Duration.ofSeconds(5));
        cloud.ec2
                .instanceControl()
                .terminateInstances(TerminateInstancesRequest.builder().instanceIds(id).build());
        cloud.timeline.advance(Duration.ofSeconds(5));
        assertThat(cloud.instance(id).networkInterfaces()).isEmpty();
        assertThat(cloud.states)
                .containsExactly(
                        "pending",
                        "running",
                        "stopping",
                        "stopped",
                        "pending",
                        "running",
                        "shutting-down",
                        "terminated");
        assertThat(cloud.told).containsExactly("launch ", "stop", "start", "terminate");
        cloud.timeline.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> cloud.instance(id)).isInstanceOf(AwsFailure.class);
    }

    @Test
    void runsFromTheDefaultVersionOfATemplate() {
        String data =
                Base64.getEncoder()
                        .encodeToString("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        cloud.ec2
                .launchTemplates()
                .createLaunchTemplate(
                        CreateLaunchTemplateRequest.builder()
                                .launchTemplateName("web")
                                .launchTemplateData(
                                        RequestLaunchTemplateData.builder()
                                                .imageId(Ec2Fixture.IMAGE)
                                                .instanceType("m5.large")
                                                .userData(data)
                                                .tagSpecifications(
                                                        LaunchTemplateTagSpecificationRequest
                                                                .builder()
                                                                .resourceType("instance")
                                                                .tags(tag("Name", "web-1"))
                                                                .build())
                                                .build())
                                .build());
        LaunchTemplateSpecification web =
                LaunchTemplateSpecification.builder().launchTemplateName("web").build();
        cloud.run(
                RunInstancesRequest.builder().launchTemplate(web).minCount(1).maxCount(1).build());
        cloud.timeline.advance(Duration.ofSeconds(5));
        assertThat(cloud.told).containsExactly("launch hello");
        assertThat(found("tag:Name", "web-?")).isEqualTo(1);
        assertThat(found("instance-state-name", "running")).isEqualTo(1);
        assertThat(found("instance-type", "t3.micro")).isZero();
        assertThat(found("tag:aws:ec2launchtemplate:version", "1")).isEqualTo(1);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private int found(String filter, String value) {
        return cloud.ec2
                .instances()
                .describeInstances(
                        DescribeInstancesRequest.builder()
                                .filters(Filter.builder().name(filter).values(value).build())
                                .build())
                .reservations()
                .size();
    }

    @Test
    void answersTheSameTokenOnce() {
        RunInstancesRequest request = cloud.one().clientToken("once").build();
        assertThat(cloud.run(request).instanceId()).isEqualTo(cloud.run(request).instanceId());
        assertThatThrownBy(() -> cloud.run(cloud.one().maxCount(2).clientToken("once").build()))
                .hasFieldOrPropertyWithValue("code", "IdempotentParameterMismatch");
    }
}
