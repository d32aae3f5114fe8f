package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.Worded;

/**
 * A public NAT gateway in one subnet.
 *
 * @param name its subnet's name; also the {@code Name} tag
 * @param subnet where it is: one whose route table leads to the internet gateway
 * @param address what its traffic comes from
 */
public record NatGateway(String name, Ref<Subnet> subnet, Address address, Tags tags)
        implements Spec {

    /** Which Elastic IP address it has. */
    public sealed interface Address extends Worded {}

    /** One that Sila allocates and releases. */
    public record Allocated(Ref<ElasticIp> address) implements Address {
        @Override
        public String inWords() {
            return "an address of its own";
        }
    }

    /** One of the account's that stays when the environment goes. */
    public record Static(String publicIp) implements Address {
        @Override
        public String inWords() {
            return publicIp;
        }
    }
}
