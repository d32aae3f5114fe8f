package dev.sila.model;

import dev.sila.problem.Problems;
import java.util.List;

/**
 * That a metanetwork has a NAT gateway in each of its subnets.
 *
 * @param where the place of the option that says so
 * @param addresses their Elastic IP addresses, in the order of the zones; empty to allocate one for
 *     each
 */
public record NatGateways(String where, List<String> addresses) {
    public NatGateways {
        addresses = List.copyOf(addresses);
    }

    /** Reports every metanetwork that has not exactly as many addresses as there are zones. */
    public static void check(Environment environment, List<String> zones, Problems problems) {
        for (MetaNetwork network : environment.metaNetworks()) {
            NatGateways gateways = network.natGateways();
            if (gateways != null
                    && !gateways.addresses().isEmpty()
                    && gateways.addresses().size() != zones.size()) {
                problems.error(
                        gateways.where(),
                        network.name()
                                + "_nat_gateways gives "
                                + addresses(gateways.addresses().size())
                                + ", but there is one NAT gateway for each of "
                                + zones.size()
                                + " zones ("
                                + String.join(", ", zones)
                                + ").",
                        "Give as many Elastic IP addresses as zones, set zones, or write auto.");
            }
        }
    }

    private static String addresses(int count) {
        return count == 1 ? "1 address" : count + " addresses";
    }
}
