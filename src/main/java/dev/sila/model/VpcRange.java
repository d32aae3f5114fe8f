package dev.sila.model;

/** Where an environment's addresses come from. */
public sealed interface VpcRange {

    /**
     * Exactly this range ({@code vpc_cidr}).
     *
     * @param where the place of the option that says so
     */
    record Fixed(Cidr cidr, String where) implements VpcRange {}

    /**
     * Any free range of that prefix inside a space ({@code ip_space} and {@code vpc_cidr_size}).
     */
    record Within(Cidr space, int prefix) implements VpcRange {}
}
