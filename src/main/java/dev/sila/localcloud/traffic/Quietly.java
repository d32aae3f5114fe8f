package dev.sila.localcloud.traffic;

/** Closes what may be broken already. */
final class Quietly {
    private Quietly() {}

    static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception failure) {
            System.getLogger("dev.sila.localcloud")
                    .log(System.Logger.Level.DEBUG, "closing a connection", failure);
        }
    }
}
