package dev.sila.cli;

import java.time.Duration;

/** Durations as people read them: the two largest units, such as {@code 3d 4h}. */
final class Ages {
    private Ages() {}

    static String text(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + "d " + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h " + age.toMinutesPart() + "m";
        }
        return age.toMinutes() > 0
                ? age.toMinutes() + "m " + age.toSecondsPart() + "s"
                : Math.max(0, age.toSeconds()) + "s";
    }
}
