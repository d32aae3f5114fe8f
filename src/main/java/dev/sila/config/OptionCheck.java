package dev.sila.config;

import dev.sila.config.ini.IniOption;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.Collection;
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
            NotYet.option(known.name(), option, problems);
        }
    }

    /**
     * Reports an option that is not known. One that is near to a known one is a slip of the pen and
     * an error, since what was meant is missing. Any other is passed over, as Asiaq does.
     *
     * @param known the names that there are
     * @param otherwise what can be done if none of them is near
     */
    static void unknown(
            IniOption option, Collection<String> known, String otherwise, Problems problems) {
        String name = option.name().split("@", -1)[0];
        String what = "the option " + option.name() + " is not known in [" + option.section() + "]";
        Suggest.nearest(name, known)
                .ifPresentOrElse(
                        near ->
                                problems.error(
                                        option.where(), what + ".", "Did you mean " + near + "?"),
                        () ->
                                problems.warning(
                                        option.where(), what + " and has no effect.", otherwise));
    }
}
