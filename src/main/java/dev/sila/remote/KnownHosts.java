package dev.sila.remote;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * A file of known hosts in OpenSSH's format (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"), hashed names
 * included. Lines of certificate authorities are passed over: host certificates are not used.
 * Thread safe within this process.
 */
final class KnownHosts {
    private static final int STANDARD_PORT = 22;
    private static final String REVOKED = "revoked";

    private final Path file;

    KnownHosts(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** What the file says of a key. */
    enum Verdict {
        /** It is the host's. */
        KNOWN,
        /** Nothing is known of the host. */
        NEW,
        /** The host has another key, by its identifier. */
        CHANGED,
        /**
         * Another key was seen at its address; where addresses are given to one host after the
         * other this may be another host's.
         */
        OTHER_AT_ADDRESS,
        /** The key must not be accepted any more. */
        REVOKED
    }

    /** What is known of this key for this host. What is said of its identifier comes first. */
    synchronized Verdict verdict(Target target, String address, PublicKey key) {
        List<KnownHostEntry> entries = entries();
        List<KnownHostEntry> byId = of(entries, target.id(), idPort(target));
        List<KnownHostEntry> byAddress = of(entries, address, target.port());
        if (revoked(byId, key) || revoked(byAddress, key)) {
            return Verdict.REVOKED;
        }
        List<KnownHostEntry> identified = plain(byId);
        if (!identified.isEmpty()) {
            return holds(identified, key) ? Verdict.KNOWN : Verdict.CHANGED;
        }
        List<KnownHostEntry> addressed = plain(byAddress);
        if (addressed.isEmpty()) {
            return Verdict.NEW;
        }
        return holds(addressed, key) ? Verdict.KNOWN : Verdict.OTHER_AT_ADDRESS;
    }

    /** The types of the keys that are known for this host, so that it can be asked for those. */
    synchronized List<String> keyTypes(Target target) {
        List<KnownHostEntry> entries = entries();
        List<KnownHostEntry> known = new ArrayList<>(of(entries, target.id(), idPort(target)));
        if (known.isEmpty()) {
            target.addresses().forEach(each -> known.addAll(of(entries, each, target.port())));
        }
        return plain(known).stream().map(each -> each.getKeyEntry().getKeyType()).toList();
    }

    /** Adds a line for this host. An instance is noted by its identifier. */
    synchronized void add(Target target, PublicKey key) {
        String name =
                target.instance() || target.port() == STANDARD_PORT
                        ? target.id()
                        : "[" + target.id() + "]:" + target.port();
        String line = name + " " + PublicKeyEntry.toString(key) + System.lineSeparator();
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            Files.writeString(
                    file,
                    endsInLine() ? line : System.lineSeparator() + line,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw unusable("cannot be written: " + failure.getMessage(), failure);
        }
    }

    private boolean endsInLine() throws IOException {
        return !Files.exists(file)
                || Files.size(file) == 0
                || Files.readString(file).endsWith("\n");
    }

    /** OpenSSH notes a HostKeyAlias without a port. */
    private static int idPort(Target target) {
        return target.instance() ? STANDARD_PORT : target.port();
    }

    private List<KnownHostEntry> entries() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return KnownHostEntry.readKnownHostEntries(file);
        } catch (IOException | RuntimeException failure) {
            throw unusable("cannot be read: " + failure.getMessage(), failure);
        }
    }

    private ProblemException unusable(String what, Exception cause) {
        ProblemException failure =
                new ProblemException(
                        Problem.error(
                                "known hosts " + file,
                                what + ".",
                                "Repair the file, or name another with --known-hosts."));
        failure.initCause(cause);
        return failure;
    }

    private static List<KnownHostEntry> of(List<KnownHostEntry> all, String name, int port) {
        return all.stream().filter(each -> each.isHostMatch(name, port)).toList();
    }

    private static List<KnownHostEntry> plain(List<KnownHostEntry> entries) {
        return entries.stream().filter(each -> marker(each).isEmpty()).toList();
    }

    private static boolean revoked(List<KnownHostEntry> entries, PublicKey key) {
        return entries.stream()
                .filter(each -> marker(each).equals(REVOKED))
                .anyMatch(each -> holds(each, key));
    }

    private static String marker(KnownHostEntry entry) {
        return entry.getMarker() == null ? "" : entry.getMarker();
    }

    private static boolean holds(List<KnownHostEntry> entries, PublicKey key) {
        return entries.stream().anyMatch(each -> holds(each, key));
    }

    private static boolean holds(KnownHostEntry entry, PublicKey key) {
        try {
            PublicKey known =
                    entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
            return known != null && KeyUtils.compareKeys(known, key);
        } catch (IOException | GeneralSecurityException unreadable) {
            return false;
        }
    }
}
