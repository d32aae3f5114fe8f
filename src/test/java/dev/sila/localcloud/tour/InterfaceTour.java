package dev.sila.localcloud.tour;

import static dev.sila.localcloud.Ec2Setup.filter;
import static dev.sila.localcloud.Ec2Setup.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Ec2Setup;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttribute;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Network interfaces with their addresses, private and elastic, and their attachments. */
final class InterfaceTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.0.0.0/16");
        setup.gateway(vpc);
        String subnet = setup.subnet(vpc, "10.0.0.0/24");
        String card = create(rig, subnet);
        addresses(rig, card);
        attributes(rig, vpc, card);
        attach(rig, subnet, card);
        elastic(rig, subnet);
        outlive(rig, subnet);
    }

    private static NetworkInterface now(Rig rig, String card) {
        return rig.ec2()
                .describeNetworkInterfaces(r -> r.networkInterfaceIds(card))
                .networkInterfaces()
                .getFirst();
    }

    private static String create(Rig rig, String subnet) {
        NetworkInterface made =
                rig.ec2()
                        .createNetworkInterface(r ->
                                r.subnetId(subnet)
                                        .description("static")
                                        .clientToken("once")
                                        .privateIpAddresses(
                                                address("10.0.0.100", true),
                                                address("10.0.0.101", false))
                                        .tagSpecifications(
                                                tagged(ResourceType.NETWORK_INTERFACE, "static")))
                        .networkInterface();
        assertThat(made.status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
        assertThat(made.privateIpAddress()).isEqualTo("10.0.0.100");
        assertThat(made.privateDnsName()).isEqualTo("ip-10-0-0-100.ec2.internal");
        assertThat(
                        rig.ec2()
                                .describeNetworkInterfaces(r ->
                                        r.filters(filter("addresses.private-ip-address", "*.101")))
                                .networkInterfaces())
                .extracting(NetworkInterface::networkInterfaceId)
                .containsExactly(made.networkInterfaceId());
        return made.networkInterfaceId();
    }

    private static PrivateIpAddressSpecification address(String address, boolean primary) {
        return PrivateIpAddressSpecification.builder()
                .privateIpAddress(address)
                .primary(primary)
                .build();
    }

    private static void addresses(Rig rig, String card) {
        Ec2Client ec2 = rig.ec2();
        assertThat(
                        ec2.assignPrivateIpAddresses(r ->
                                        r.networkInterfaceId(card)
                                                .secondaryPrivateIpAddressCount(2))
                                .assignedPrivateIpAddresses())
                .extracting(each -> each.privateIpAddress())
                .containsExactly("10.0.0.4", "10.0.0.5");
        String other = new Ec2Setup(rig).card(now(rig, card).subnetId());
        ec2.assignPrivateIpAddresses(r ->
                r.networkInterfaceId(other).privateIpAddresses("10.0.0.5").allowReassignment(true));
        assertThat(now(rig, card).privateIpAddresses())
                .extracting(NetworkInterfacePrivateIpAddress::privateIpAddress)
                .containsExactly("10.0.0.100", "10.0.0.101", "10.0.0.4");
        ec2.unassignPrivateIpAddresses(
                r -> r.networkInterfaceId(card).privateIpAddresses("10.0.0.4"));
        ec2.deleteNetworkInterface(r -> r.networkInterfaceId(other));
        assertThat(
                        ec2.describeSubnets(r -> r.subnetIds(now(rig, card).subnetId()))
                                .subnets()
                                .getFirst()
                                .availableIpAddressCount())
                .isEqualTo(249);
    }

    private static void attributes(Rig rig, String vpc, String card) {
        Ec2Client ec2 = rig.ec2();
        String group = new Ec2Setup(rig).group(vpc, "cards");
        ec2.modifyNetworkInterfaceAttribute(
                r -> r.networkInterfaceId(card).description(d -> d.value("a router")));
        ec2.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId(card).groups(group));
        ec2.modifyNetworkInterfaceAttribute(r ->
                r.networkInterfaceId(card)
                        .sourceDestCheck(AttributeBooleanValue.builder().value(false).build()));
        assertThat(
                        ec2.describeNetworkInterfaceAttribute(r ->
                                        r.networkInterfaceId(card)
                                                .attribute(
                                                        NetworkInterfaceAttribute
                                                                .SOURCE_DEST_CHECK))
                                .sourceDestCheck()
                                .value())
                .isFalse();
        ec2.resetNetworkInterfaceAttribute(r -> r.networkInterfaceId(card).sourceDestCheck("true"));
        NetworkInterface changed = now(rig, card);
        assertThat(changed.sourceDestCheck()).isTrue();
        assertThat(changed.description()).isEqualTo("a router");
        assertThat(changed.groups()).extracting(each -> each.groupId()).containsExactly(group);
    }

    private static void attach(Rig rig, String subnet, String card) {
        Ec2Client ec2 = rig.ec2();
        String instance = new Ec2Setup(rig).instance(subnet);
        String attachment =
                ec2.attachNetworkInterface(
                                r -> r.networkInterfaceId(card).instanceId(instance).deviceIndex(1))
                        .attachmentId();
        assertThat(now(rig, card).attachment().status()).isEqualTo(AttachmentStatus.ATTACHING);
        rig.pass(Duration.ofSeconds(10));
        assertThat(now(rig, card).attachment().status()).isEqualTo(AttachmentStatus.ATTACHED);
        ec2.modifyNetworkInterfaceAttribute(r ->
                r.networkInterfaceId(card)
                        .attachment(a -> a.attachmentId(attachment).deleteOnTermination(true)));
        assertThat(cards(ec2, instance)).hasSize(2);
        ec2.detachNetworkInterface(r -> r.attachmentId(attachment));
        assertThat(now(rig, card).attachment().status()).isEqualTo(AttachmentStatus.DETACHING);
        rig.pass(Duration.ofMinutes(1));
        assertThat(now(rig, card).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
        assertThat(cards(ec2, instance)).hasSize(1);
    }

    private static java.util.List<InstanceNetworkInterface> cards(Ec2Client ec2, String instance) {
        return ec2.describeInstances(r -> r.instanceIds(instance))
                .reservations()
                .getFirst()
                .instances()
                .getFirst()
                .networkInterfaces();
    }

    private static Address address(Ec2Client ec2, String allocation) {
        return ec2.describeAddresses(r -> r.allocationIds(allocation)).addresses().getFirst();
    }

    private static void elastic(Rig rig, String subnet) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String instance = setup.instance(subnet);
        String allocation = setup.address();
        String association =
                ec2.associateAddress(r -> r.allocationId(allocation).instanceId(instance))
                        .associationId();
        assertThat(
                        ec2.associateAddress(r -> r.allocationId(allocation).instanceId(instance))
                                .associationId())
                .isEqualTo(association);
        String publicAddress = address(ec2, allocation).publicIp();
        ec2.stopInstances(r -> r.instanceIds(instance));
        rig.pass(Duration.ofMinutes(1));
        ec2.startInstances(r -> r.instanceIds(instance));
        rig.pass(Duration.ofMinutes(1));
        assertThat(cards(ec2, instance).getFirst().association().publicIp())
                .isEqualTo(publicAddress);
        assertThat(
                        ec2.describeAddresses(r -> r.filters(filter("instance-id", instance)))
                                .addresses())
                .extracting(Address::publicIp)
                .containsExactly(publicAddress);
        String card = setup.card(subnet);
        ec2.associateAddress(r -> r.allocationId(allocation).networkInterfaceId(card));
        assertThat(address(ec2, allocation).instanceId()).isNull();
        assertThat(cards(ec2, instance).getFirst().association()).isNull();
        ec2.disassociateAddress(r -> r.associationId(address(ec2, allocation).associationId()));
        ec2.releaseAddress(r -> r.allocationId(allocation));
        assertThat(ec2.describeAddresses().addresses()).isEmpty();
    }

    /** An interface that was attached later outlives the instance, and keeps its address. */
    private static void outlive(Rig rig, String subnet) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String instance = setup.instance(subnet);
        String card = setup.card(subnet);
        String allocation = setup.address();
        ec2.associateAddress(r -> r.allocationId(allocation).networkInterfaceId(card));
        ec2.attachNetworkInterface(
                r -> r.networkInterfaceId(card).instanceId(instance).deviceIndex(1));
        assertThat(address(ec2, allocation).instanceId()).isEqualTo(instance);
        rig.pass(Duration.ofSeconds(10));
        ec2.terminateInstances(r -> r.instanceIds(instance));
        rig.pass(Duration.ofMinutes(1));
        assertThat(now(rig, card).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
        assertThat(now(rig, card).association().allocationId()).isEqualTo(allocation);
        ec2.deleteNetworkInterface(r -> r.networkInterfaceId(card));
        assertThat(address(ec2, allocation).associationId()).isNull();
    }
}
