package dev.sila.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in, and by what. There are no passwords: hosts of an environment take keys only.
 *
 * @param user the account on the host
 * @param keys files of private keys without a passphrase
 * @param named whether the user named the files; if not, those that cannot be used are passed over
 * @param agent the socket of the user's SSH agent, or null if none is to be asked
 */
public record Login(String user, List<Path> keys, boolean named, @Nullable Path agent) {
    /** What ssh(1) looks for in {@code ~/.ssh}, in its order, but keys on devices. */
    private static final List<String> USUAL = List.of("id_rsa", "id_ecdsa", "id_ed25519");

    public Login {
        keys = List.copyOf(keys);
    }

    /** By these files and nothing else. */
    public static Login by(String user, List<Path> keys) {
        return new Login(user, keys, true, null);
    }

    /**
     * By the agent, and by the usual files of that folder without a passphrase.
     *
     * @param agent the agent's socket, or null if none runs
     */
    public static Login usual(String user, Path folder, @Nullable Path agent) {
        List<Path> files = USUAL.stream().map(folder::resolve).filter(Files::isReadable).toList();
        return new Login(user, files, false, agent);
    }
}
