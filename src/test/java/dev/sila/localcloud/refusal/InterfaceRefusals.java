package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.ERRORS;
import static dev.sila.localcloud.refusal.Ec2Rules.api;
import static dev.sila.localcloud.refusal.Ec2Rules.guide;
import static dev.sila.localcloud.refusal.Ec2Rules.rule;
import static dev.sila.localcloud.refusal.SubnetPlace.in;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;

/** What EC2 refuses of network interfaces. */
final class InterfaceRefusals implements Corpus {
    private static final String CREATE = api("CreateNetworkInterface");

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(INTERFACES, ATTRIBUTES, ATTACHMENTS, SECONDARY)
                .flatMap(List::stream)
                .toList();
    }

    private static Refusal address(String rule, String code, String... addresses) {
        return in(
                rule,
                guide("subnet-sizing"),
                code,
                p ->
                        Stream.of(addresses)
                                .forEach(each ->
                                        p.ec2()
                                                .createNetworkInterface(r ->
                                                        r.subnetId(p.subnet())
                                                                .privateIpAddress(each))));
    }

    private static final List<Refusal> INTERFACES =
            List.of(
                    address("Its address is of the subnet", "InvalidParameterValue", "10.0.0.16"),
                    address("AWS keeps the first address", "InvalidParameterValue", "10.0.0.0"),
                    address("AWS keeps the fourth address", "InvalidParameterValue", "10.0.0.3"),
                    address("AWS keeps the last address", "InvalidParameterValue", "10.0.0.15"),
                    address("Its address is an address", "InvalidParameterValue", "10.0.0.256"),
                    address(
                            "Nobody else has its address",
                            "InvalidIPAddress.InUse",
                            "10.0.0.5",
                            "10.0.0.5"),
                    in(
                            "A subnet has so many addresses",
                            ERRORS,
                            "InsufficientFreeAddressesInSubnet",
                            p -> IntStream.range(0, 12).forEach(i -> p.setup().card(p.subnet()))),
                    in(
                            "Its groups are of its VPC",
                            CREATE,
                            "InvalidParameter",
                            p -> {
                                String group = p.setup().group(p.setup().vpc("10.1.0.0/16"), "web");
                                p.ec2()
                                        .createNetworkInterface(
                                                r -> r.subnetId(p.subnet()).groups(group));
                            }),
                    in(
                            "An interface has up to five groups",
                            guide("amazon-vpc-limits"),
                            "SecurityGroupsPerInterfaceLimitExceeded",
                            p -> {
                                List<String> groups =
                                        IntStream.range(0, 6)
                                                .mapToObj(i -> p.setup().group(p.vpc(), "g" + i))
                                                .toList();
                                p.ec2()
                                        .createNetworkInterface(
                                                r -> r.subnetId(p.subnet()).groups(groups));
                            }),
                    in(
                            "More addresses are named or counted, not both",
                            CREATE,
                            "InvalidParameterCombination",
                            p ->
                                    p.ec2()
                                            .createNetworkInterface(r ->
                                                    r.subnetId(p.subnet())
                                                            .privateIpAddresses(a ->
                                                                    a.privateIpAddress("10.0.0.9"))
                                                            .secondaryPrivateIpAddressCount(2))),
                    in(
                            "One address is the primary one",
                            CREATE,
                            "InvalidParameterValue",
                            p ->
                                    p.ec2()
                                            .createNetworkInterface(r ->
                                                    r.subnetId(p.subnet())
                                                            .privateIpAddress("10.0.0.8")
                                                            .privateIpAddresses(a ->
                                                                    a.privateIpAddress("10.0.0.9")
                                                                            .primary(true)))),
                    in(
                            "A parameter is not ignored",
                            ERRORS,
                            "UnsupportedOperation",
                            p ->
                                    p.ec2()
                                            .createNetworkInterface(r ->
                                                    r.subnetId(p.subnet()).ipv6AddressCount(1))));

    private static final List<Refusal> ATTRIBUTES =
            List.of(
                    in(
                            "One attribute is changed at a time",
                            api("ModifyNetworkInterfaceAttribute"),
                            "InvalidParameterCombination",
                            p -> {
                                String card = p.setup().card(p.subnet());
                                p.ec2()
                                        .modifyNetworkInterfaceAttribute(r ->
                                                r.networkInterfaceId(card)
                                                        .description(d -> d.value("x"))
                                                        .sourceDestCheck(
                                                                AttributeBooleanValue.builder()
                                                                        .value(true)
                                                                        .build()));
                            }),
                    in(
                            "An attribute is one that interfaces have",
                            api("DescribeNetworkInterfaceAttribute"),
                            "InvalidParameterValue",
                            p -> {
                                String card = p.setup().card(p.subnet());
                                p.ec2()
                                        .describeNetworkInterfaceAttribute(r ->
                                                r.networkInterfaceId(card).attribute("colour"));
                            }),
                    in(
                            "An attachment is the interface's own",
                            ERRORS,
                            "InvalidAttachmentID.NotFound",
                            p -> {
                                String card = p.setup().card(p.subnet());
                                p.ec2()
                                        .modifyNetworkInterfaceAttribute(r ->
                                                r.networkInterfaceId(card)
                                                        .attachment(a ->
                                                                a.attachmentId(
                                                                                "eni-attach-0123456789abcdef0")
                                                                        .deleteOnTermination(
                                                                                true)));
                            }));

    private static final List<Refusal> ATTACHMENTS =
            List.of(
                    in(
                            "An interface in use is not deleted",
                            api("DeleteNetworkInterface"),
                            "InvalidParameterValue",
                            p -> {
                                String card =
                                        p.cardOf(p.setup().instance(p.subnet()))
                                                .networkInterfaceId();
                                p.ec2().deleteNetworkInterface(r -> r.networkInterfaceId(card));
                            }),
                    in(
                            "An interface in use is not attached again",
                            api("AttachNetworkInterface"),
                            "InvalidParameterValue",
                            p -> {
                                String card =
                                        p.cardOf(p.setup().instance(p.subnet()))
                                                .networkInterfaceId();
                                p.attach(card, p.setup().instance(p.subnet()));
                            }),
                    in(
                            "A place of an instance is taken once",
                            api("AttachNetworkInterface"),
                            "InvalidParameterValue",
                            p -> {
                                String instance = p.setup().instance(p.subnet());
                                p.attach(p.setup().card(p.subnet()), instance);
                                p.attach(p.setup().card(p.subnet()), instance);
                            }),
                    in(
                            "An interface and its instance are in one zone",
                            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html",
                            "InvalidParameterValue",
                            p -> {
                                String there =
                                        p.setup().subnet(p.vpc(), "10.0.1.0/24", "us-east-1b");
                                p.attach(p.setup().card(there), p.setup().instance(p.subnet()));
                            }),
                    in(
                            "The primary interface is not detached",
                            api("DetachNetworkInterface"),
                            "OperationNotPermitted",
                            p -> {
                                String instance = p.setup().instance(p.subnet());
                                String id = p.cardOf(instance).attachment().attachmentId();
                                p.ec2().detachNetworkInterface(r -> r.attachmentId(id));
                            }),
                    in(
                            "An attachment exists",
                            ERRORS,
                            "InvalidAttachmentID.NotFound",
                            p ->
                                    p.ec2()
                                            .detachNetworkInterface(r ->
                                                    r.attachmentId(
                                                            "eni-attach-0123456789abcdef0"))),
                    in(
                            "A NAT gateway's interface is not detached",
                            api("DetachNetworkInterface"),
                            "OperationNotPermitted",
                            p -> {
                                p.setup().gateway(p.vpc());
                                p.setup().natGateway(p.subnet());
                                String id =
                                        p.ec2()
                                                .describeNetworkInterfaces()
                                                .networkInterfaces()
                                                .getFirst()
                                                .attachment()
                                                .attachmentId();
                                p.ec2().detachNetworkInterface(r -> r.attachmentId(id));
                            }));

    private static final List<Refusal> SECONDARY =
            List.of(
                    in(
                            "The primary address is not taken away",
                            api("UnassignPrivateIpAddresses"),
                            "InvalidParameterValue",
                            p -> {
                                String card = p.setup().card(p.subnet());
                                p.ec2()
                                        .unassignPrivateIpAddresses(r ->
                                                r.networkInterfaceId(card)
                                                        .privateIpAddresses("10.0.0.4"));
                            }),
                    in(
                            "An address of another interface is not assigned",
                            api("AssignPrivateIpAddresses"),
                            "InvalidIPAddress.InUse",
                            p -> {
                                p.setup().card(p.subnet());
                                String card = p.setup().card(p.subnet());
                                p.ec2()
                                        .assignPrivateIpAddresses(r ->
                                                r.networkInterfaceId(card)
                                                        .privateIpAddresses("10.0.0.4"));
                            }),
                    in(
                            "An interface has so many addresses",
                            ERRORS,
                            "PrivateIpAddressLimitExceeded",
                            p -> {
                                String card = p.setup().card(p.subnet());
                                p.ec2()
                                        .assignPrivateIpAddresses(r ->
                                                r.networkInterfaceId(card)
                                                        .secondaryPrivateIpAddressCount(60));
                            }));
}
