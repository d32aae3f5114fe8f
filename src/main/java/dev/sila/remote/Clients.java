package dev.sila.remote;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** Sets Apache MINA's client up as Sila needs it. */
final class Clients {
    /** A dead host is noticed after three of these. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int MISSED_HEARTBEATS = 3;

    private Clients() {}

    /**
     * A client that reads no files by itself: neither the user's configuration of SSH nor keys.
     *
     * @param verify whether that session may have that host key
     * @param knownTypes which types of host keys are known for the host of a connection's context
     */
    static SshClient client(
            Login login,
            BiPredicate<ClientSession, PublicKey> verify,
            Function<AttributeRepository, List<String>> knownTypes) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys(login)));
        Path agent = login.agent();
        if (agent != null) {
            client.setAgentFactory(Agent.at(agent));
        }
        client.setServerKeyVerifier((session, address, key) -> verify.test(session, key));
        client.addSessionListener(new KnownTypesFirst(knownTypes));
        // A command may be silent for as long as it likes; a host that is gone is noticed.
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MISSED_HEARTBEATS);
        return client;
    }

    private static List<KeyPair> keys(Login login) {
        List<KeyPair> keys = new ArrayList<>();
        for (Path file : login.keys()) {
            try (InputStream in = Files.newInputStream(file)) {
                SecurityUtils.loadKeyPairIdentities(null, file::toString, in, null)
                        .forEach(keys::add);
            } catch (IOException | GeneralSecurityException | RuntimeException failure) {
                if (login.named()) {
                    throw unusable(file, failure);
                }
            }
        }
        return keys;
    }

    private static ProblemException unusable(Path file, Exception failure) {
        String why =
                failure instanceof NoSuchFileException
                        ? "does not exist."
                        : "cannot be used: " + failure.getMessage() + ".";
        ProblemException unusable =
                new ProblemException(
                        Problem.error(
                                "key " + file,
                                why,
                                "Name the file of a private key. One with a passphrase is given to"
                                        + " the SSH agent (ssh-add), and not named here."));
        unusable.initCause(failure);
        return unusable;
    }

    /**
     * Asks a host for a key of a type that is known for it, as OpenSSH does; otherwise it might
     * show another one of its keys, which would look like a stranger's. Host certificates are not
     * asked for.
     */
    private record KnownTypesFirst(Function<AttributeRepository, List<String>> knownTypes)
            implements SessionListener {
        private static final String CERTIFICATE = "-cert-";

        @Override
        public void sessionNegotiationOptionsCreated(
                Session session, Map<KexProposalOption, String> proposal) {
            if (!(session instanceof ClientSession client)) {
                return;
            }
            List<String> known = knownTypes.apply(client.getConnectionContext());
            proposal.computeIfPresent(
                    KexProposalOption.SERVERKEYS, (option, offered) -> ordered(offered, known));
        }

        private static String ordered(String offered, List<String> known) {
            return String.join(
                    ",",
                    Arrays.stream(offered.split(","))
                            .filter(each -> !each.contains(CERTIFICATE))
                            .sorted(
                                    Comparator.comparing(each ->
                                            !known.contains(KeyUtils.getCanonicalKeyType(each))))
                            .toList());
        }
    }
}
