package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.ComputeRules.NONE;
import static dev.sila.localcloud.refusal.ComputeRules.rule;

import dev.sila.localcloud.Compute;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What EC2 refuses to run. */
final class LaunchRefusals implements Corpus {

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(NAMED, COUNTS, SETTINGS).flatMap(List::stream).toList();
    }

    private static final List<Refusal> NAMED =
            List.of(
                    rule(
                            "An image that is run exists",
                            "errors-overview",
                            "InvalidAMIID.NotFound",
                            compute -> compute.run(r -> r.imageId("ami-" + NONE))),
                    rule(
                            "Identifiers of images begin with ami-",
                            "errors-overview",
                            "InvalidAMIID.Malformed",
                            compute -> compute.run(r -> r.imageId("image-1"))),
                    rule(
                            "A pending image cannot be run",
                            "errors-overview",
                            "InvalidAMIID.Unavailable",
                            compute -> pendingImage(compute)),
                    rule(
                            "A deregistered image cannot be run",
                            "errors-overview",
                            "InvalidAMIID.Unavailable",
                            compute -> deregisteredImage(compute)),
                    rule(
                            "A parameter that leads to an image exists",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> r.imageId("resolve:ssm:/none"))),
                    rule(
                            "An instance has an image",
                            "API_RunInstances",
                            "MissingParameter",
                            compute -> compute.run(r -> r.imageId(null))),
                    rule(
                            "An instance type exists",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> r.instanceType("t9.huge"))),
                    rule(
                            "Image and instance type have the same architecture",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> r.instanceType("t4g.micro"))),
                    rule(
                            "A subnet exists",
                            "errors-overview",
                            "InvalidSubnetID.NotFound",
                            compute -> compute.run(r -> r.subnetId("subnet-" + NONE))),
                    rule(
                            "A security group exists",
                            "errors-overview",
                            "InvalidGroup.NotFound",
                            compute -> compute.run(r -> r.securityGroupIds("sg-" + NONE))),
                    rule(
                            "An instance profile exists",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> r.iamInstanceProfile(p -> p.name("none")))),
                    rule(
                            "A zone exists",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(r ->
                                            r.placement(p -> p.availabilityZone("us-east-1z")))),
                    rule(
                            "A launch template exists",
                            "errors-overview",
                            "InvalidLaunchTemplateName.NotFoundException",
                            compute ->
                                    compute.run(r ->
                                            r.launchTemplate(t -> t.launchTemplateName("none")))));

    private static final List<Refusal> COUNTS =
            List.of(
                    rule(
                            "MinCount is at least one",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> r.minCount(0))),
                    rule(
                            "MinCount is at most MaxCount",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> r.minCount(2))),
                    rule(
                            "MaxCount is needed",
                            "API_RunInstances",
                            "MissingParameter",
                            compute -> compute.run(r -> r.maxCount(null))),
                    rule(
                            "On-demand instances stay in the quota of virtual processors",
                            "errors-overview",
                            "VcpuLimitExceeded",
                            compute ->
                                    compute.run(r ->
                                            r.instanceType("m6a.48xlarge")
                                                    .minCount(600)
                                                    .maxCount(600))),
                    rule(
                            "Spot instances stay in their quota of virtual processors",
                            "errors-overview",
                            "MaxSpotInstanceCountExceeded",
                            compute ->
                                    compute.run(r ->
                                            spot(
                                                    r.instanceType("m6a.48xlarge")
                                                            .minCount(600)
                                                            .maxCount(600),
                                                    null))),
                    rule(
                            "One private address is for one instance",
                            "API_RunInstances",
                            "InvalidParameterCombination",
                            compute ->
                                    compute.run(r -> r.maxCount(2).privateIpAddress("172.31.0.9"))),
                    rule(
                            "A client token comes with the same request",
                            "errors-overview",
                            "IdempotentParameterMismatch",
                            compute -> tokenTwice(compute)));

    private static final List<Refusal> SETTINGS =
            List.of(
                    rule(
                            "User data is base64",
                            "errors-overview",
                            "InvalidUserData.Malformed",
                            compute -> compute.run(r -> r.userData("%"))),
                    rule(
                            "User data has up to 16 KB",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(r ->
                                            r.userData(
                                                    Base64.getEncoder()
                                                            .encodeToString(new byte[16_385])))),
                    rule(
                            "Metadata tokens are optional or required",
                            "API_InstanceMetadataOptionsRequest",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(r -> r.metadataOptions(m -> m.httpTokens("none")))),
                    rule(
                            "A metadata answer makes 1 to 64 hops",
                            "API_InstanceMetadataOptionsRequest",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(r ->
                                            r.metadataOptions(m -> m.httpPutResponseHopLimit(65)))),
                    rule(
                            "Tags in the metadata have keys that fit into a path",
                            "API_InstanceMetadataOptionsRequest",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(r ->
                                            r.metadataOptions(
                                                            m -> m.instanceMetadataTags("enabled"))
                                                    .tagSpecifications(tagged("instance", "a b")))),
                    rule(
                            "CPU credits are standard or unlimited",
                            "API_CreditSpecificationRequest",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(r ->
                                            r.creditSpecification(c -> c.cpuCredits("endless")))),
                    rule(
                            "Only burstable types have CPU credits",
                            "API_CreditSpecificationRequest",
                            "InvalidParameterCombination",
                            compute ->
                                    compute.run(r ->
                                            r.instanceType("m5.large")
                                                    .creditSpecification(
                                                            c -> c.cpuCredits("standard")))),
                    rule(
                            "An instance that shuts itself down stops or terminates",
                            "API_RunInstances",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(
                                            r -> r.instanceInitiatedShutdownBehavior("hibernate"))),
                    rule(
                            "Only what a launch makes is tagged",
                            "API_TagSpecification",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> r.tagSpecifications(tagged("vpc", "a")))),
                    rule(
                            "Tag keys do not begin with aws:",
                            "API_Tag",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(
                                            r -> r.tagSpecifications(tagged("instance", "aws:a")))),
                    rule(
                            "A spot price is positive",
                            "API_SpotMarketOptions",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> spot(r, "-1"))),
                    rule(
                            "A spot price is not below the market",
                            "errors-overview",
                            "SpotMaxPriceTooLow",
                            compute -> compute.run(r -> spot(r, "0.0001"))),
                    rule(
                            "One-time spot instances are terminated, not stopped, when interrupted",
                            "API_SpotMarketOptions",
                            "InvalidParameterCombination",
                            compute ->
                                    compute.run(r ->
                                            r.instanceMarketOptions(m ->
                                                    m.marketType("spot")
                                                            .spotOptions(o ->
                                                                    o.instanceInterruptionBehavior(
                                                                            "stop"))))),
                    rule(
                            "A dry run says that it would have succeeded",
                            "API_RunInstances",
                            "DryRunOperation",
                            compute -> compute.run(r -> r.dryRun(true))));

    private static void spot(RunInstancesRequest.Builder request, @Nullable String price) {
        request.instanceMarketOptions(
                market -> market.marketType("spot").spotOptions(o -> o.maxPrice(price)));
    }

    private static TagSpecification tagged(String type, String key) {
        Tag tag = Tag.builder().key(key).value("x").build();
        return TagSpecification.builder().resourceType(type).tags(tag).build();
    }

    private static void tokenTwice(Compute compute) {
        compute.run(r -> r.clientToken("one"));
        compute.run(r -> r.clientToken("one").maxCount(2));
    }

    private static void pendingImage(Compute compute) {
        String instance = compute.running();
        String image =
                compute.ec2().createImage(r -> r.instanceId(instance).name("early")).imageId();
        compute.run(r -> r.imageId(image));
    }

    private static void deregisteredImage(Compute compute) {
        String image = compute.image("gone");
        compute.ec2().deregisterImage(r -> r.imageId(image));
        compute.run(r -> r.imageId(image));
    }
}
