package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.ComputeRules.NONE;
import static dev.sila.localcloud.refusal.ComputeRules.rule;

import dev.sila.localcloud.Compute;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;

/** What EC2 refuses of instances that exist. */
final class InstanceRefusals implements Corpus {

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(STATES, ATTRIBUTES, DESCRIPTIONS).flatMap(List::stream).toList();
    }

    private static final List<Refusal> STATES =
            List.of(
                    rule(
                            "An instance exists",
                            "errors-overview",
                            "InvalidInstanceID.NotFound",
                            compute -> compute.instance("i-" + NONE)),
                    rule(
                            "Identifiers of instances begin with i-",
                            "errors-overview",
                            "InvalidInstanceID.Malformed",
                            compute -> compute.instance("instance")),
                    rule(
                            "A pending instance is not stopped",
                            "errors-overview",
                            "IncorrectInstanceState",
                            compute -> stop(compute, compute.run(r -> {}).instanceId())),
                    rule(
                            "A terminated instance is not started",
                            "errors-overview",
                            "IncorrectInstanceState",
                            compute -> startTerminated(compute)),
                    rule(
                            "A stopped instance is not rebooted",
                            "API_RebootInstances",
                            "IncorrectInstanceState",
                            compute -> reboot(compute, compute.stopped())),
                    rule(
                            "A protected instance is not terminated",
                            "API_TerminateInstances",
                            "OperationNotPermitted",
                            compute ->
                                    terminate(
                                            compute,
                                            compute.running(r -> r.disableApiTermination(true)))),
                    rule(
                            "A protected instance is not stopped",
                            "API_StopInstances",
                            "OperationNotPermitted",
                            compute -> stop(compute, compute.running(r -> r.disableApiStop(true)))),
                    rule(
                            "An instance that was not made for it does not hibernate",
                            "errors-overview",
                            "UnsupportedHibernationConfiguration",
                            compute -> hibernate(compute, compute.running())),
                    rule(
                            "A one-time spot instance is not stopped",
                            "API_StopInstances",
                            "UnsupportedOperation",
                            compute ->
                                    stop(
                                            compute,
                                            compute.running(r ->
                                                    r.instanceMarketOptions(
                                                            m -> m.marketType("spot"))))),
                    rule(
                            "What is stopped is named",
                            "API_StopInstances",
                            "MissingParameter",
                            compute -> compute.ec2().stopInstances(r -> {})),
                    rule(
                            "A dry run says that it would have succeeded",
                            "API_StopInstances",
                            "DryRunOperation",
                            compute -> dry(compute, compute.running())));

    private static final List<Refusal> ATTRIBUTES =
            List.of(
                    rule(
                            "The type of a running instance is not changed",
                            "API_ModifyInstanceAttribute",
                            "IncorrectInstanceState",
                            compute -> type(compute, compute.running(), "m5.large")),
                    rule(
                            "A new type exists",
                            "API_ModifyInstanceAttribute",
                            "InvalidParameterValue",
                            compute -> type(compute, compute.stopped(), "t9.huge")),
                    rule(
                            "A new type has the same architecture",
                            "API_ModifyInstanceAttribute",
                            "InvalidParameterValue",
                            compute -> type(compute, compute.stopped(), "m6g.large")),
                    rule(
                            "The user data of a running instance is not changed",
                            "API_ModifyInstanceAttribute",
                            "IncorrectInstanceState",
                            compute -> named(compute, compute.running(), "userData", "aGVsbG8=")),
                    rule(
                            "EBS optimization of a running instance is not changed",
                            "API_ModifyInstanceAttribute",
                            "IncorrectInstanceState",
                            compute -> named(compute, compute.running(), "ebsOptimized", "true")),
                    rule(
                            "An attribute that is changed is named",
                            "API_ModifyInstanceAttribute",
                            "MissingParameter",
                            compute -> nothing(compute, compute.running())),
                    rule(
                            "One attribute is changed at a time",
                            "API_ModifyInstanceAttribute",
                            "InvalidParameterCombination",
                            compute -> two(compute, compute.running())),
                    rule(
                            "A device of a changed mapping is mapped",
                            "errors-overview",
                            "InvalidInstanceAttributeValue",
                            compute -> unmapped(compute, compute.running())),
                    rule(
                            "An attribute that is described exists",
                            "API_DescribeInstanceAttribute",
                            "InvalidParameterValue",
                            compute -> described(compute, compute.running(), "colour")),
                    rule(
                            "Only three attributes can be reset",
                            "API_ResetInstanceAttribute",
                            "InvalidParameterValue",
                            compute -> reset(compute, compute.running(), "userData")),
                    rule(
                            "A kernel is reset of a stopped instance",
                            "API_ResetInstanceAttribute",
                            "IncorrectInstanceState",
                            compute -> reset(compute, compute.running(), "kernel")),
                    rule(
                            "Hops of metadata answers are 1 to 64",
                            "API_ModifyInstanceMetadataOptions",
                            "InvalidParameterValue",
                            compute -> hops(compute, compute.running(), 0)),
                    rule(
                            "Only burstable instances have CPU credits",
                            "API_DescribeInstanceCreditSpecifications",
                            "InstanceCreditSpecification.NotSupported",
                            compute ->
                                    credits(
                                            compute,
                                            compute.running(r -> r.instanceType("m5.large")))));

    private static final List<Refusal> DESCRIPTIONS =
            List.of(
                    rule(
                            "Instances are not named and paged together",
                            "API_DescribeInstances",
                            "InvalidParameterCombination",
                            compute -> paged(compute, compute.running())),
                    rule(
                            "A page has at least five instances",
                            "API_DescribeInstances",
                            "InvalidParameterValue",
                            compute -> compute.ec2().describeInstances(r -> r.maxResults(4))),
                    rule(
                            "A page has at most a thousand instances",
                            "API_DescribeInstances",
                            "InvalidParameterValue",
                            compute -> compute.ec2().describeInstances(r -> r.maxResults(1001))),
                    rule(
                            "A page token is one that was given",
                            "API_DescribeInstances",
                            "InvalidNextToken",
                            compute -> compute.ec2().describeInstances(r -> r.nextToken("x"))),
                    rule(
                            "A filter exists",
                            "API_DescribeInstances",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .describeInstances(r ->
                                                    r.filters(Compute.filter("colour", "red")))),
                    rule(
                            "An instance type that is described exists",
                            "API_DescribeInstanceTypes",
                            "InvalidInstanceType",
                            compute ->
                                    compute.ec2()
                                            .describeInstanceTypes(
                                                    r -> r.instanceTypesWithStrings("t9.huge"))),
                    rule(
                            "A location is a region or a zone",
                            "API_DescribeInstanceTypeOfferings",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .describeInstanceTypeOfferings(
                                                    r -> r.locationType("planet"))),
                    rule(
                            "A spot request exists",
                            "errors-overview",
                            "InvalidSpotInstanceRequestID.NotFound",
                            compute ->
                                    compute.ec2()
                                            .describeSpotInstanceRequests(
                                                    r -> r.spotInstanceRequestIds("sir-01234567"))),
                    rule(
                            "Identifiers of spot requests begin with sir-",
                            "errors-overview",
                            "InvalidSpotInstanceRequestID.Malformed",
                            compute ->
                                    compute.ec2()
                                            .cancelSpotInstanceRequests(
                                                    r -> r.spotInstanceRequestIds("spot"))));

    private static void stop(Compute compute, String id) {
        compute.ec2().stopInstances(r -> r.instanceIds(id));
    }

    private static void dry(Compute compute, String id) {
        compute.ec2().stopInstances(r -> r.instanceIds(id).dryRun(true));
    }

    private static void hibernate(Compute compute, String id) {
        compute.ec2().stopInstances(r -> r.instanceIds(id).hibernate(true));
    }

    private static void reboot(Compute compute, String id) {
        compute.ec2().rebootInstances(r -> r.instanceIds(id));
    }

    private static void terminate(Compute compute, String id) {
        compute.ec2().terminateInstances(r -> r.instanceIds(id));
    }

    private static void startTerminated(Compute compute) {
        String id = compute.running();
        terminate(compute, id);
        compute.ec2().startInstances(r -> r.instanceIds(id));
    }

    private static void type(Compute compute, String id, String type) {
        compute.ec2()
                .modifyInstanceAttribute(
                        r -> r.instanceId(id).instanceType(value -> value.value(type)));
    }

    private static void named(Compute compute, String id, String attribute, String value) {
        compute.ec2()
                .modifyInstanceAttribute(r -> r.instanceId(id).attribute(attribute).value(value));
    }

    private static void nothing(Compute compute, String id) {
        compute.ec2().modifyInstanceAttribute(r -> r.instanceId(id));
    }

    private static void two(Compute compute, String id) {
        compute.ec2()
                .modifyInstanceAttribute(r ->
                        r.instanceId(id)
                                .sourceDestCheck(value -> value.value(false))
                                .disableApiStop(value -> value.value(true)));
    }

    private static void unmapped(Compute compute, String id) {
        InstanceBlockDeviceMappingSpecification mapping =
                InstanceBlockDeviceMappingSpecification.builder()
                        .deviceName("/dev/sdz")
                        .ebs(ebs -> ebs.deleteOnTermination(true))
                        .build();
        compute.ec2().modifyInstanceAttribute(r -> r.instanceId(id).blockDeviceMappings(mapping));
    }

    private static void described(Compute compute, String id, String attribute) {
        compute.ec2().describeInstanceAttribute(r -> r.instanceId(id).attribute(attribute));
    }

    private static void reset(Compute compute, String id, String attribute) {
        compute.ec2().resetInstanceAttribute(r -> r.instanceId(id).attribute(attribute));
    }

    private static void hops(Compute compute, String id, int hops) {
        compute.ec2()
                .modifyInstanceMetadataOptions(r -> r.instanceId(id).httpPutResponseHopLimit(hops));
    }

    private static void credits(Compute compute, String id) {
        compute.ec2().describeInstanceCreditSpecifications(r -> r.instanceIds(id));
    }

    private static void paged(Compute compute, String id) {
        compute.ec2().describeInstances(r -> r.instanceIds(id).maxResults(5));
    }
}
