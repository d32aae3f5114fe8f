package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Worded;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one table that lead through peering connections; a table's other routes are part of
 * {@link RouteTable}. Of a table of the environment, all such routes; of a neighbour's table, those
 * that lead to the environment. Found only where there are any.
 *
 * @param name the table's name
 * @param table the table, if it is the environment's own; null for a neighbour's
 */
public record PeeringRoutes(String name, @Nullable Ref<RouteTable> table, Set<Route> routes)
        implements Spec {

    /**
     * One route.
     *
     * @param destination the range of the metanetwork at the other end
     * @param connection what it leads through; a found route whose connection is gone keeps the
     *     identifier
     */
    public record Route(String destination, Ref<PeeringConnection> connection) implements Worded {
        @Override
        public String inWords() {
            return destination + " through " + connection.name();
        }
    }
}
