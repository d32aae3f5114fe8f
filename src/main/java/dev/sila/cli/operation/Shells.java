package dev.sila.cli.operation;

import dev.sila.aws.Host;
import dev.sila.remote.Connections;
import dev.sila.remote.Target;
import java.util.List;

/** How a run reaches hosts by SSH: as whom, by which keys, through which jump host. */
public interface Shells {
    /**
     * Opens what connects to an environment's hosts; to be closed. Nothing is sent yet.
     *
     * @param hosts all of the environment's, among which is the jump host
     */
    Connections connections(List<Host> hosts);

    /** Where a host is. */
    Target target(Host host);
}
