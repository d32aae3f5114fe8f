package dev.sila.model;

/** Where an environment's addresses come from. */
public sealed interface VpcRange {

    /** Exactly this range ({@code vpc_cidr}). */
    record Fixed(Cidr cidr) implements VpcRange {}

    /**
     * Any free range of that prefix inside a space ({@code ip_space} and {@code vpc_cidr_size}).
     */
    record Within(Cidr space, int prefix) implements VpcRange {}
}
