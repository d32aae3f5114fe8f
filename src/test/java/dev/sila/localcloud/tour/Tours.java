package dev.sila.localcloud.tour;

import java.util.ArrayList;
import java.util.List;

/** All tours: one or more for each service. */
final class Tours {
    private Tours() {}

    static List<Tour> all() {
        List<Tour> tours = new ArrayList<>();
        tours.add(new ClassicLinkTour());
        tours.add(new StsTour());
        return tours;
    }
}
