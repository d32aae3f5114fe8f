package dev.sila.cli.operation;

import dev.sila.aws.Host;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The jump hosts of an environment. */
public final class JumpHosts {
    private JumpHosts() {}

    /**
     * The best jump host, as Asiaq chooses it: of the first of these hostclasses that has a host
     * that runs and is smoke-tested, one with a public address if there is one.
     */
    public static Optional<Host> best(List<String> hostclasses, Collection<Host> hosts) {
        for (String hostclass : hostclasses) {
            Optional<Host> best =
                    hosts.stream()
                            .filter(each -> each.hostclass().equals(hostclass))
                            .filter(each -> each.running() && each.smokeTested())
                            .min(
                                    Comparator.comparing(
                                                    (Host each) -> each.publicAddress() == null)
                                            .thenComparing(Host::instanceId));
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }
}
