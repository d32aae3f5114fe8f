package dev.sila.localcloud.tour;

import static dev.sila.localcloud.Compute.filter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Compute;
import dev.sila.localcloud.Rig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Instances through their life, their reports and what can be set of them while they run. */
final class InstanceTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Compute compute = new Compute(rig);
        life(rig, compute);
        reports(rig, compute);
        options(compute);
        pages(rig, compute);
        types(compute.ec2());
    }

    private static void life(Rig rig, Compute compute) {
        Ec2Client ec2 = compute.ec2();
        Instance begun = compute.run(request -> request.clientToken("once"));
        String id = begun.instanceId();
        assertThat(begun.state().nameAsString()).isEqualTo("pending");
        assertThat(compute.run(request -> request.clientToken("once")).instanceId()).isEqualTo(id);
        rig.pass(Duration.ofSeconds(10));
        Instance running = compute.instance(id);
        assertThat(running.publicDnsName())
                .startsWith("ec2-127-")
                .endsWith(".compute-1.amazonaws.com");
        ec2.rebootInstances(request -> request.instanceIds(id));
        assertThat(compute.state(id)).isEqualTo("running");
        assertThat(
                        ec2.stopInstances(request -> request.instanceIds(id))
                                .stoppingInstances()
                                .getFirst()
                                .currentState()
                                .nameAsString())
                .isEqualTo("stopping");
        rig.pass(Duration.ofSeconds(10));
        assertThat(compute.state(id)).isEqualTo("stopped");
        assertThat(compute.instance(id).publicIpAddress()).isNull();
        ec2.startInstances(request -> request.instanceIds(id));
        rig.pass(Duration.ofSeconds(10));
        assertThat(compute.instance(id).launchTime()).isAfter(begun.launchTime());
        ec2.terminateInstances(request -> request.instanceIds(id));
        assertThat(compute.state(id)).isEqualTo("shutting-down");
        rig.pass(Duration.ofSeconds(10));
        assertThat(compute.state(id)).isEqualTo("terminated");
        assertThat(ec2.describeVolumes().volumes()).isEmpty();
        rig.pass(Duration.ofHours(1));
        assertThat(ec2.describeInstances().reservations()).isEmpty();
    }

    private static void reports(Rig rig, Compute compute) {
        Ec2Client ec2 = compute.ec2();
        String id = compute.running();
        assertThat(status(ec2, id).instanceStatus().statusAsString()).isEqualTo("initializing");
        rig.pass(Duration.ofMinutes(2));
        assertThat(status(ec2, id).systemStatus().statusAsString()).isEqualTo("ok");
        assertThat(status(ec2, id).attachedEbsStatus().statusAsString()).isEqualTo("ok");
        String console =
                new String(
                        Base64.getDecoder()
                                .decode(ec2.getConsoleOutput(r -> r.instanceId(id)).output()),
                        StandardCharsets.UTF_8);
        assertThat(console).contains("Linux version", id, "login:");
        assertThat(ec2.getPasswordData(r -> r.instanceId(id)).passwordData()).isEmpty();
        ec2.terminateInstances(r -> r.instanceIds(id));
    }

    private static InstanceStatus status(Ec2Client ec2, String id) {
        return ec2.describeInstanceStatus(request -> request.instanceIds(id))
                .instanceStatuses()
                .getFirst();
    }

    private static void options(Compute compute) {
        Ec2Client ec2 = compute.ec2();
        String id = compute.running();
        assertThat(
                        ec2.monitorInstances(request -> request.instanceIds(id))
                                .instanceMonitorings()
                                .getFirst()
                                .monitoring()
                                .stateAsString())
                .isEqualTo("pending");
        assertThat(compute.instance(id).monitoring().stateAsString()).isEqualTo("enabled");
        ec2.unmonitorInstances(request -> request.instanceIds(id));
        ec2.modifyInstanceMetadataOptions(
                request -> request.instanceId(id).httpPutResponseHopLimit(5));
        assertThat(compute.instance(id).metadataOptions().httpPutResponseHopLimit()).isEqualTo(5);
        assertThat(compute.instance(id).metadataOptions().httpTokensAsString())
                .isEqualTo("required");
        credits(compute, id);
    }

    private static void credits(Compute compute, String id) {
        Ec2Client ec2 = compute.ec2();
        ec2.modifyInstanceCreditSpecification(request ->
                request.instanceCreditSpecifications(
                        InstanceCreditSpecificationRequest.builder()
                                .instanceId(id)
                                .cpuCredits("standard")
                                .build()));
        assertThat(
                        ec2.describeInstanceCreditSpecifications(request -> request.instanceIds(id))
                                .instanceCreditSpecifications()
                                .getFirst()
                                .cpuCredits())
                .isEqualTo("standard");
        String second =
                compute.running(request ->
                        request.creditSpecification(
                                CreditSpecificationRequest.builder()
                                        .cpuCredits("unlimited")
                                        .build()));
        assertThat(ec2.describeInstanceCreditSpecifications().instanceCreditSpecifications())
                .extracting(each -> each.instanceId())
                .containsExactly(second);
    }

    private static void pages(Rig rig, Compute compute) {
        Ec2Client ec2 = compute.ec2();
        String reservation =
                ec2.runInstances(request ->
                                request.imageId(Compute.IMAGE)
                                        .instanceType("m5.large")
                                        .minCount(12)
                                        .maxCount(12))
                        .reservationId();
        rig.pass(Duration.ofSeconds(10));
        DescribeInstancesResponse first =
                ec2.describeInstances(request ->
                        request.maxResults(7)
                                .filters(
                                        filter("reservation-id", reservation),
                                        filter("instance-state-name", "running")));
        assertThat(ids(first)).hasSize(7);
        DescribeInstancesResponse last =
                ec2.describeInstances(request ->
                        request.maxResults(7)
                                .nextToken(first.nextToken())
                                .filters(filter("reservation-id", reservation)));
        assertThat(ids(last)).hasSize(5).doesNotContainAnyElementsOf(ids(first));
        assertThat(ids(ec2.describeInstances(r -> r.filters(filter("owner-id", "1"))))).isEmpty();
    }

    private static List<String> ids(DescribeInstancesResponse answer) {
        return answer.reservations().stream()
                .flatMap(each -> each.instances().stream())
                .map(Instance::instanceId)
                .toList();
    }

    private static void types(Ec2Client ec2) {
        InstanceTypeInfo large =
                ec2.describeInstanceTypes(request -> request.instanceTypesWithStrings("m5.4xlarge"))
                        .instanceTypes()
                        .getFirst();
        assertThat(large.vCpuInfo().defaultVCpus()).isEqualTo(16);
        assertThat(large.memoryInfo().sizeInMiB()).isEqualTo(65_536);
        assertThat(large.networkInfo().maximumNetworkInterfaces()).isEqualTo(8);
        assertThat(
                        ec2.describeInstanceTypes(request ->
                                        request.filters(
                                                filter("instance-type", "c7g.*"),
                                                filter("vcpu-info.default-vcpus", "4")))
                                .instanceTypes())
                .extracting(InstanceTypeInfo::instanceTypeAsString)
                .containsExactly("c7g.xlarge");
        assertThat(
                        ec2.describeInstanceTypeOfferings(request ->
                                        request.locationType("availability-zone")
                                                .filters(filter("instance-type", "t3.micro")))
                                .instanceTypeOfferings())
                .extracting(each -> each.location())
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
    }
}
