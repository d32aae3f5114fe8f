package dev.sila.graph;

import java.util.List;

/**
 * What is drawn of an environment, without places: metanetworks are rows, availability zones are
 * columns.
 *
 * @param compares whether it shows a before and an after
 * @param undrawn what a plan does besides, which has no place in the picture; with signs
 */
record Picture(
        String environment,
        Part vpc,
        List<String> zones,
        List<Row> rows,
        List<Source> sources,
        List<Gateway> gateways,
        boolean compares,
        List<String> undrawn) {
    /** The source that stands for all metanetworks. */
    static final String EVERY = "every metanetwork";

    Picture {
        zones = List.copyOf(zones);
        rows = List.copyOf(rows);
        sources = List.copyOf(sources);
        gateways = List.copyOf(gateways);
        undrawn = List.copyOf(undrawn);
    }

    /** A text and what becomes of it. */
    record Part(String text, Mark mark) {
        /** With the mark's sign. */
        String signed() {
            return mark.sign() + text;
        }
    }

    /**
     * A metanetwork.
     *
     * @param cells for each zone its subnets and what stands in them
     * @param tenants what stands in several zones: hostclasses, balancers, endpoints
     * @param entrances who may send to it
     * @param exits its routes
     * @param limits where its hosts may send to, unless that is everywhere
     */
    record Row(
            String name,
            Mark mark,
            Part cidr,
            List<List<Part>> cells,
            List<Part> tenants,
            List<Entrance> entrances,
            List<Exit> exits,
            List<Part> limits) {
        Row {
            cells = cells.stream().map(List::copyOf).toList();
            tenants = List.copyOf(tenants);
            entrances = List.copyOf(entrances);
            exits = List.copyOf(exits);
            limits = List.copyOf(limits);
        }
    }

    /**
     * Traffic that is let in.
     *
     * @param source the identifier of a {@link Source}, the name of a row, or {@link #EVERY}
     * @param label the source for people
     */
    record Entrance(String source, String label, Mark mark, List<Part> ports) {
        Entrance {
            ports = List.copyOf(ports);
        }
    }

    /** A route: to which gateway, and for what. */
    record Exit(String gateway, Part destination) {}

    /** Somebody outside of the VPC who is let in; the lines say who. */
    record Source(String id, Mark mark, List<String> lines) {
        Source {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A way out.
     *
     * @param inside whether it stands in the VPC and not at its border
     */
    record Gateway(String id, Mark mark, boolean inside, List<String> lines) {
        Gateway {
            lines = List.copyOf(lines);
        }
    }
}
