package dev.sila.localcloud.service.ssm;

/**
 * How many targets are worked on at once, and how many may fail before no more are begun.
 *
 * @param concurrency at least 1
 * @param errors the most errors after which further targets are still begun
 */
record RateControl(int concurrency, int errors) {
    /**
     * From what a request says.
     *
     * @param maxConcurrency a number, or a percentage of the targets; at least one target is worked
     *     on
     * @param maxErrors likewise; with 0 the first error stops what has not begun, with 10% of 50
     *     targets the sixth (API reference of SendCommand)
     */
    static RateControl of(String maxConcurrency, String maxErrors, int targets) {
        return new RateControl(
                Math.max(1, share(maxConcurrency, targets)), share(maxErrors, targets));
    }

    private static int share(String given, int targets) {
        return given.endsWith("%")
                ? targets * Integer.parseInt(given.substring(0, given.length() - 1)) / 100
                : Integer.parseInt(given);
    }

    boolean isExceeded(int failed) {
        return failed > errors;
    }
}
