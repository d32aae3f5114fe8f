package dev.sila.model;

import java.util.Optional;

/**
 * A private address that is kept for a hostclass ({@code ip_address}).
 *
 * @param hostclass the hostclass
 * @param metaNetwork the metanetwork in which it stands
 * @param where the place of the option that says so
 * @param place which address it is
 */
public record ReservedAddress(String hostclass, String metaNetwork, String where, Place place) {

    /** Which address is meant. */
    public sealed interface Place {
        /** The place as the files write it. */
        String written();
    }

    /** This very address. */
    public record Absolute(long address) implements Place {
        @Override
        public String written() {
            return Cidr.dotted(address);
        }
    }

    /** An address by its {@linkplain NetworkLayout#addressAt offset} in the metanetwork. */
    public record Offset(long offset) implements Place {
        @Override
        public String written() {
            return offset < 0 ? String.valueOf(offset) : "+" + offset;
        }
    }

    /**
     * Reads {@code 10.0.0.5}, {@code +5} or {@code -5}.
     *
     * @return empty when the text is none of these
     */
    public static Optional<Place> read(String text) {
        return text.matches("[+-]\\d{1,9}")
                ? Optional.of(new Offset(Long.parseLong(text)))
                : Cidr.readAddress(text).map(Absolute::new);
    }
}
