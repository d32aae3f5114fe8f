package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfirmationTest {
    @Test
    void agreementIsTypedOnTheTerminal() {
        Run.Desk desk = typing("y\n");

        new Confirmation(desk.terminal(), false).agree("Apply?");

        assertThat(desk.result(0).err()).isEqualTo("Apply? [y/N] ");
        assertThat(desk.result(0).out()).isEmpty();
    }

    @Test
    void anythingElseRefuses() {
        for (String typed : new String[] {"\n", "n\n", "yup\n", ""}) {
            assertThatThrownBy(
                            () -> new Confirmation(typing(typed).terminal(), false).agree("Apply?"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("nothing was changed");
        }
    }

    @Test
    void destroyingTakesTheExactName() {
        assertThatCode(() ->
                        new Confirmation(typing("ci\n").terminal(), false).typed("Goes.", "ci"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        new Confirmation(typing("ci2\n").terminal(), false).typed("Goes.", "ci"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void withoutATerminalOnlyYesGoesAhead() {
        Run.Desk desk = new Run.Desk("y\n", Map.of());

        assertThatThrownBy(() -> new Confirmation(desk.terminal(), false).agree("Apply?"))
                .hasMessageContaining("--yes");
        assertThatCode(() -> new Confirmation(desk.terminal(), true).agree("Apply?"))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Confirmation(desk.terminal(), true).typed("Goes.", "ci"))
                .doesNotThrowAnyException();
    }

    private static Run.Desk typing(String typed) {
        return new Run.Desk(typed, Map.of(), "in", "err");
    }
}
