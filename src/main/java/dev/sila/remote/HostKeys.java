package dev.sila.remote;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.remote.KnownHosts.Verdict;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/**
 * Decides whether a key is a host's. A key that is known is taken; a new one only if the instance's
 * console shows its fingerprint, or if new ones are to be taken; a changed one never.
 */
public final class HostKeys {
    private final KnownHosts known;
    private final boolean acceptNew;
    private final Function<String, String> console;
    private final Consumer<String> told;

    /**
     * @param file the file of known hosts; new keys that are taken are added to it
     * @param acceptNew whether to take a new key that the console does not show
     * @param console the console's text of an instance by its identifier, empty if there is none;
     *     asked only for keys that are not known
     * @param told is told of each new key that was taken
     */
    public HostKeys(
            Path file, boolean acceptNew, Function<String, String> console, Consumer<String> told) {
        this.known = new KnownHosts(file);
        this.acceptNew = acceptNew;
        this.console = console;
        this.told = told;
    }

    /** The types of the keys that are known for this host. */
    List<String> knownTypes(Target target) {
        return known.keyTypes(target);
    }

    /**
     * Returns if the key is the host's.
     *
     * @param address where it was met
     * @throws ProblemException if not, or if nobody knows
     */
    void check(Target target, String address, PublicKey key) {
        Verdict verdict = known.verdict(target, address, key);
        if (verdict == Verdict.KNOWN) {
            return;
        }
        String print = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        String shown = KeyUtils.getKeyType(key) + " " + print;
        switch (verdict) {
            case REVOKED ->
                    throw refused(
                            target,
                            "its host key " + shown + " is marked as revoked.",
                            "Do not connect; find out who answers at " + address + ".");
            case CHANGED ->
                    throw refused(
                            target,
                            "its host key has changed: it shows "
                                    + shown
                                    + ", which is not the one noted in "
                                    + known.file()
                                    + ". Somebody may be listening in.",
                            "If the key was changed on purpose, take the old one out with"
                                    + " `ssh-keygen -R "
                                    + target.id()
                                    + " -f "
                                    + known.file()
                                    + "`, then run the same command again.");
            default -> unknown(target, address, key, verdict, shown);
        }
    }

    private void unknown(
            Target target, String address, PublicKey key, Verdict verdict, String shown) {
        Set<String> prints =
                target.instance() ? ConsoleFingerprints.in(console.apply(target.id())) : Set.of();
        if (!prints.isEmpty()) {
            if (prints.stream().noneMatch(shown::endsWith)) {
                throw refused(
                        target,
                        "its host key " + shown + " is none of those that its console shows.",
                        "Do not connect; find out who answers at " + address + ".");
            }
            take(target, key, shown + ", as its console shows");
        } else if (verdict == Verdict.OTHER_AT_ADDRESS) {
            throw refused(
                    target,
                    "another host's key is noted for its address "
                            + address
                            + " in "
                            + known.file()
                            + ", and its console shows no fingerprints to compare with.",
                    "If the address was another host's before, take that key out with"
                            + " `ssh-keygen -R "
                            + address
                            + " -f "
                            + known.file()
                            + "`.");
        } else if (acceptNew) {
            take(target, key, shown + ", unchecked");
        } else {
            throw refused(
                    target,
                    "its host key " + shown + " is not known, and " + silent(target) + ".",
                    "Compare it with what the host itself says (ssh-keygen -lf"
                            + " /etc/ssh/ssh_host_…_key.pub, by exec-ssm or its console), then run"
                            + " the same command with --accept-new-host-keys, which notes it.");
        }
    }

    private static String silent(Target target) {
        return target.instance()
                ? "its console shows no fingerprints"
                : "there is no console to compare it with";
    }

    private void take(Target target, PublicKey key, String what) {
        known.add(target, key);
        told.accept("host key of " + target + " noted: " + what);
    }

    private static ProblemException refused(Target target, String what, String remedy) {
        return new ProblemException(Problem.error(target.label(), what, remedy));
    }
}
