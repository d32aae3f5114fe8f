package dev.sila.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.remote.KnownHosts.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files of known hosts say, in the forms that OpenSSH writes. */
final class KnownHostsTest {
    private static final Target INSTANCE =
            new Target("i-1", "i-1", List.of("192.0.2.1", "10.0.0.4"), 22, true);

    private final PublicKey key = SshHost.key("ssh-ed25519", 256).getPublic();
    private final PublicKey other = SshHost.key("ssh-ed25519", 256).getPublic();

    @TempDir private Path folder = Path.of("");

    private Verdict verdict(Target target, String... lines) throws IOException {
        Path file = Files.write(folder.resolve("known"), List.of(lines));
        return new KnownHosts(file).verdict(target, target.addresses().getLast(), key);
    }

    private static String line(String names, PublicKey of) {
        return names + " " + PublicKeyEntry.toString(of);
    }

    /** As with {@code HashKnownHosts yes}. */
    private static String hashed(String name) throws GeneralSecurityException {
        byte[] salt = "0123456789abcdef0123".getBytes(StandardCharsets.US_ASCII);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        Base64.Encoder base64 = Base64.getEncoder();
        return "|1|"
                + base64.encodeToString(salt)
                + "|"
                + base64.encodeToString(mac.doFinal(name.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void namesAreAddressesListsPatternsAndHashes() throws Exception {
        assertThat(verdict(INSTANCE)).isEqualTo(Verdict.NEW);
        assertThat(verdict(INSTANCE, "# a comment", "", line("i-1", key))).isEqualTo(Verdict.KNOWN);
        assertThat(verdict(INSTANCE, line("web,10.0.0.4", key))).isEqualTo(Verdict.KNOWN);
        assertThat(verdict(INSTANCE, line("10.0.0.*", key))).isEqualTo(Verdict.KNOWN);
        assertThat(verdict(INSTANCE, line("10.0.0.*,!10.0.0.4", key))).isEqualTo(Verdict.NEW);
        assertThat(verdict(INSTANCE, line(hashed("i-1"), key))).isEqualTo(Verdict.KNOWN);
        assertThat(verdict(INSTANCE, line(hashed("i-2"), key))).isEqualTo(Verdict.NEW);
        assertThat(verdict(INSTANCE, line("i-11", key))).isEqualTo(Verdict.NEW);
    }

    @Test
    void theIdentifierIsMoreThanTheAddress() throws IOException {
        String mine = line("i-1", key);
        assertThat(verdict(INSTANCE, line("10.0.0.4", other), mine)).isEqualTo(Verdict.KNOWN);
        assertThat(verdict(INSTANCE, line("i-1", other), line("10.0.0.4", key)))
                .isEqualTo(Verdict.CHANGED);
        assertThat(verdict(INSTANCE, line("10.0.0.4", other))).isEqualTo(Verdict.OTHER_AT_ADDRESS);
        assertThat(verdict(INSTANCE, mine, line("@revoked *", key))).isEqualTo(Verdict.REVOKED);
        assertThat(verdict(INSTANCE, line("@cert-authority *", other))).isEqualTo(Verdict.NEW);
    }

    @Test
    void anotherPortIsAnotherHostUnlessItIsAnInstance() throws IOException {
        Target jump = new Target("bastion", "bastion", List.of("bastion"), 2222, false);
        assertThat(verdict(jump, line("bastion", key))).isEqualTo(Verdict.NEW);
        assertThat(verdict(jump, line("[bastion]:2222", key))).isEqualTo(Verdict.KNOWN);
        Path file = folder.resolve("new/known");
        KnownHosts known = new KnownHosts(file);
        known.add(jump, key);
        known.add(INSTANCE, other);
        assertThat(Files.readAllLines(file))
                .containsExactly(line("[bastion]:2222", key), line("i-1", other));
        assertThat(known.verdict(jump, "bastion", key)).isEqualTo(Verdict.KNOWN);
    }

    @Test
    void whatWasPrintedIsKeptUpToALimit() {
        Transcript transcript = new Transcript(5);
        transcript.write("abc".getBytes(StandardCharsets.UTF_8), 0, 3);
        assertThat(transcript.text()).isEqualTo("abc");
        transcript.write("defgh".getBytes(StandardCharsets.UTF_8), 0, 5);
        assertThat(transcript.text()).isEqualTo("abcde\n… and 3 bytes more\n");
    }
}
