package dev.sila.model;

import org.jspecify.annotations.Nullable;

/**
 * A line of {@code [peerings]}: hosts in a metanetwork of some environments may reach those in a
 * metanetwork of others.
 *
 * @param where the place of the line
 * @param from whose hosts begin
 * @param to whose hosts let them in
 */
public record Peering(String where, End from, End to) {
    /**
     * One end: a metanetwork of one environment, or of all environments of a type.
     *
     * @param name the environment; null for any
     * @param type the type it must have; null for any
     */
    public record End(@Nullable String name, @Nullable String type, String metaNetwork) {

        /** Whether an environment of that name and type is meant. */
        public boolean matches(String environment, String itsType) {
            return (name == null || name.equals(environment))
                    && (type == null || type.equals(itsType));
        }

        /** Whether that environment is named here, but with another type than it has. */
        public boolean mistakes(String environment, String itsType) {
            return environment.equals(name) && type != null && !type.equals(itsType);
        }

        /** As it is written in a line. */
        @Override
        public String toString() {
            return (name == null ? "*" : name)
                    + (type == null ? "" : ":" + type)
                    + "/"
                    + metaNetwork;
        }
    }
}
