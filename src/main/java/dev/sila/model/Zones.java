package dev.sila.model;

import java.util.List;

/**
 * In which availability zones an environment has subnets ({@code zones}).
 *
 * @param count how many of the region's zones, from the first; 0 for all
 * @param names exactly these, in this order, if there are any
 */
public record Zones(int count, List<String> names) {
    public static final Zones ALL = new Zones(0, List.of());

    public Zones {
        names = List.copyOf(names);
    }

    /** The chosen ones of the zones that the region has. Names are taken as they are. */
    public List<String> of(List<String> available) {
        if (!names.isEmpty()) {
            return names;
        }
        return count == 0 || count >= available.size() ? available : available.subList(0, count);
    }
}
