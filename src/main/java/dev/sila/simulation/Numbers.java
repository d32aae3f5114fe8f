package dev.sila.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers for people. */
public final class Numbers {
    private Numbers() {}

    /** With three digits that count, or all before the point. */
    public static String text(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return number == 0 ? "0" : String.valueOf(number);
        }
        int scale = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(number))));
        return BigDecimal.valueOf(number)
                .setScale(scale, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
