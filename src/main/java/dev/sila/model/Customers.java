package dev.sila.model;

import java.util.List;

/**
 * What customers may reach ({@code customer_ports} and {@code customer_cidr}): each TCP port is
 * open to the dmz from the ranges and from the dmz itself, and to the intranet from the dmz.
 */
public record Customers(List<SecurityRule.Ports> ports, List<Cidr> ranges) {
    public static final Customers NONE = new Customers(List.of(), List.of());

    public Customers {
        ports = List.copyOf(ports);
        ranges = List.copyOf(ranges);
    }
}
