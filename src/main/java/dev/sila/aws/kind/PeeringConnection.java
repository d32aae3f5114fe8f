package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;

/**
 * A VPC peering connection between two environments of one account and region. It belongs to both:
 * of whichever a plan is made, it is found, by the tags {@code sila:environment} and {@code
 * sila:peer}, and the other one is the neighbour.
 *
 * @param name both names in the order of the alphabet, {@code ci~sandbox}; also the {@code Name}
 *     tag
 * @param vpc the VPC of the plan's environment
 * @param neighbour the other environment, whose VPC exists
 * @param status {@link #ACTIVE}; a found one may still be on its way there
 */
public record PeeringConnection(
        String name, Ref<Vpc> vpc, String neighbour, String status, Tags tags) implements Spec {
    /** The status of a connection that carries traffic. */
    public static final String ACTIVE = "active";
}
