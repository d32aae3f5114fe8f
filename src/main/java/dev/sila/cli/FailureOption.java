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
    private boolean rollsBack;

    boolean rollsBack() {
        return rollsBack;
    }

    /** Whether the word is {@code roll-back}. */
    static final class Word implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String word) {
            return switch (word) {
                case "keep" -> false;
                case "roll-back" -> true;
                default ->
                        throw new TypeConversionException("it is keep or roll-back, not " + word);
            };
        }
    }
}
