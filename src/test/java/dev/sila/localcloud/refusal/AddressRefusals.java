package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.ERRORS;
import static dev.sila.localcloud.refusal.Ec2Rules.api;
import static dev.sila.localcloud.refusal.SubnetPlace.in;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What EC2 refuses of elastic addresses. */
final class AddressRefusals implements Corpus {
    private static final String ASSOCIATE = api("AssociateAddress");

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(ELASTIC, ASSOCIATIONS).flatMap(List::stream).toList();
    }

    private static final List<Refusal> ELASTIC =
            List.of(
                    in(
                            "An address in use is not released",
                            api("ReleaseAddress"),
                            "InvalidIPAddress.InUse",
                            p -> {
                                p.setup().gateway(p.vpc());
                                String address = p.setup().address();
                                p.associate(address, p.setup().card(p.subnet()));
                                p.ec2().releaseAddress(r -> r.allocationId(address));
                            }),
                    in(
                            "A NAT gateway's address is not released",
                            api("ReleaseAddress"),
                            "AuthFailure",
                            p -> {
                                p.setup().gateway(p.vpc());
                                p.setup().natGateway(p.subnet());
                                String address =
                                        p.ec2()
                                                .describeAddresses()
                                                .addresses()
                                                .getFirst()
                                                .allocationId();
                                p.ec2().releaseAddress(r -> r.allocationId(address));
                            }),
                    in(
                            "An address is one of the account",
                            ERRORS,
                            "InvalidAddress.NotFound",
                            p -> p.ec2().describeAddresses(r -> r.publicIps("198.18.9.9"))),
                    in(
                            "An account has so many addresses",
                            ERRORS,
                            "AddressLimitExceeded",
                            p -> IntStream.range(0, 101).forEach(i -> p.setup().address())));

    private static final List<Refusal> ASSOCIATIONS =
            List.of(
                    in(
                            "A public address needs a way out",
                            ERRORS,
                            "Gateway.NotAttached",
                            p -> p.associate(p.setup().address(), p.setup().card(p.subnet()))),
                    in(
                            "An address is associated again unless that is forbidden",
                            ASSOCIATE,
                            "Resource.AlreadyAssociated",
                            p -> {
                                p.setup().gateway(p.vpc());
                                String address = p.setup().address();
                                p.associate(address, p.setup().card(p.subnet()));
                                String other = p.setup().card(p.subnet());
                                p.ec2()
                                        .associateAddress(r ->
                                                r.allocationId(address)
                                                        .networkInterfaceId(other)
                                                        .allowReassociation(false));
                            }),
                    in(
                            "An instance or an interface is named, not both",
                            ASSOCIATE,
                            "InvalidParameterCombination",
                            p -> {
                                String address = p.setup().address();
                                p.ec2()
                                        .associateAddress(r ->
                                                r.allocationId(address)
                                                        .instanceId("i-0123456789abcdef0")
                                                        .networkInterfaceId(
                                                                "eni-0123456789abcdef0"));
                            }),
                    in(
                            "An instance with two interfaces is not enough",
                            ASSOCIATE,
                            "InvalidInstanceID",
                            p -> {
                                String instance = p.setup().instance(p.subnet());
                                p.attach(p.setup().card(p.subnet()), instance);
                                String address = p.setup().address();
                                p.ec2()
                                        .associateAddress(
                                                r -> r.allocationId(address).instanceId(instance));
                            }),
                    in(
                            "A private address is the interface's own",
                            ASSOCIATE,
                            "InvalidParameterValue",
                            p -> {
                                String address = p.setup().address();
                                String card = p.setup().card(p.subnet());
                                p.ec2()
                                        .associateAddress(r ->
                                                r.allocationId(address)
                                                        .networkInterfaceId(card)
                                                        .privateIpAddress("10.0.0.9"));
                            }),
                    in(
                            "An association that ends exists",
                            ERRORS,
                            "InvalidAssociationID.NotFound",
                            p ->
                                    p.ec2()
                                            .disassociateAddress(r ->
                                                    r.associationId(
                                                            "eipassoc-0123456789abcdef0"))));
}
