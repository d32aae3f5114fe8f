package dev.sila.config;

import dev.sila.config.ini.IniOption;
import dev.sila.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Checks one option against what is known about it. */
final class OptionCheck {
    private OptionCheck() {}

    /** Reports a value of the wrong form, and an option that this version only accepts. */
    static void check(IniOption option, @Nullable KnownOption known, Problems problems) {
        if (known == null) {
            return;
        }
        String complaint = Options.complaint(known, option.value());
        if (complaint != null) {
            boolean flag = known.form() == KnownOption.Form.FLAG;
            problems.error(
                    option.where(), complaint, flag ? "Write yes or no." : "Correct the number.");
        }
        if (!known.carriedOut()) {
            problems.warning(
                    option.where(), "the option " + option.name() + " is not carried out yet.", "");
        }
    }
}
