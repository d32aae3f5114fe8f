package dev.sila.graph;

import dev.sila.engine.Key;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What there is at one time, by what identifies it; filled by {@link SceneReader}. */
final class Scene {
    private final Set<String> zones = new TreeSet<>();
    private final Map<String, Item> vpcs = new TreeMap<>();
    private final Map<String, Item> rows = new TreeMap<>();
    private final Map<Place, Item> subnets = new TreeMap<>();
    private final Map<Place, Item> tenants = new TreeMap<>();
    private final Map<Passage, Item> entrances = new TreeMap<>();
    private final Map<Passage, Item> limits = new TreeMap<>();
    private final Map<Way, Item> ways = new TreeMap<>();
    private final Map<String, Item> gateways = new TreeMap<>();

    /**
     * A text, and the resources that it shows.
     *
     * @param text lines are parted by line feeds
     */
    record Item(String text, Set<Key> keys) {
        Item {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * Where something stands.
     *
     * @param zone empty: in several
     */
    record Place(String row, String zone, String name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return (row + '\n' + zone + '\n' + name)
                    .compareTo(other.row + '\n' + other.zone + '\n' + other.name);
        }
    }

    /** Traffic that is let through, between a row and another end. */
    record Passage(String row, String other, String port) implements Comparable<Passage> {
        @Override
        public int compareTo(Passage end) {
            return (row + '\n' + other + '\n' + port)
                    .compareTo(end.row + '\n' + end.other + '\n' + end.port);
        }
    }

    /** A route of a row. */
    record Way(String row, String gateway, String destination) implements Comparable<Way> {
        @Override
        public int compareTo(Way other) {
            return (row + '\n' + gateway + '\n' + destination)
                    .compareTo(other.row + '\n' + other.gateway + '\n' + other.destination);
        }
    }

    /** The availability zones, in order. */
    Set<String> zones() {
        return zones;
    }

    /** The VPC's range by its name; one at most. */
    Map<String, Item> vpcs() {
        return vpcs;
    }

    /** The metanetworks' ranges, by name. */
    Map<String, Item> rows() {
        return rows;
    }

    Map<Place, Item> subnets() {
        return subnets;
    }

    Map<Place, Item> tenants() {
        return tenants;
    }

    Map<Passage, Item> entrances() {
        return entrances;
    }

    Map<Passage, Item> limits() {
        return limits;
    }

    Map<Way, Item> ways() {
        return ways;
    }

    /** Gateways by their identifier in {@link Way}; the first line says what they are. */
    Map<String, Item> gateways() {
        return gateways;
    }
}
