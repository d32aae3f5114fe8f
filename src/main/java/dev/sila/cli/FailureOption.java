package dev.sila.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says what becomes of what was made when a run fails. */
final class FailureOption {
    @Option(
            names = "--on-failure",
            paramLabel = "keep|roll-back",
            converter = Word.class,
            description =
                    "What becomes of what this run has made and changed when it fails: keep it, so"
                            + " that the same command goes on from there, or roll it back"
                            + " (default: keep).")
    private Ending ending = Ending.KEEP;

    boolean rollsBack() {
        return ending == Ending.ROLL_BACK;
    }

    /** What becomes of it. */
    enum Ending {
        KEEP,
        ROLL_BACK
    }

    /** Reads its words. */
    static final class Word implements ITypeConverter<Ending> {
        @Override
        public Ending convert(String word) {
            return switch (word) {
                case "keep" -> Ending.KEEP;
                case "roll-back" -> Ending.ROLL_BACK;
                default ->
                        throw new TypeConversionException("it is keep or roll-back, not " + word);
            };
        }
    }
}
