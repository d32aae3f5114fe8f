package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Worded;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one security group that let in a metanetwork of a peered environment; a group's
 * other rules are part of {@link SecurityGroupRules}. Of a group of the environment, all such
 * rules; of a neighbour's group, those that let the environment in. Found only where there are any.
 *
 * <p>A rule names the other's security group, which AWS allows across a connection within a region:
 * only hosts of that metanetwork get in. It is told from others by its description, {@link #MARK},
 * and found by its tags.
 *
 * @param name the group's name
 * @param group the group, if it is the environment's own; null for a neighbour's
 * @param ingress who is let in
 */
public record PeeringRules(String name, @Nullable Ref<SecurityGroup> group, Set<Source> ingress)
        implements Spec {
    /** How the description of every such rule begins. */
    static final String MARK = "Sila peering with ";

    /** What a rule of Sila's lets in. */
    public static final String EVERYTHING = "everything";

    /**
     * Whom one rule lets in.
     *
     * @param network the security group at the other end, such as {@code sandbox_tunnel}
     * @param group that group, if it is the environment's own; null for a neighbour's
     * @param connection what the traffic comes through
     * @param traffic {@link #EVERYTHING}; a found rule that somebody changed says what else
     */
    public record Source(
            String network,
            @Nullable Ref<SecurityGroup> group,
            Ref<PeeringConnection> connection,
            String traffic)
            implements Worded {
        @Override
        public String inWords() {
            return traffic + " from " + network + " through " + connection.name();
        }
    }

    /** Whether a rule of that description belongs to a peering. */
    static boolean marks(@Nullable String description) {
        return description != null && description.startsWith(MARK);
    }
}
