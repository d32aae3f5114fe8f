package dev.sila.localcloud.service.cloudtrail;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Interceptor;
import dev.sila.localcloud.wire.Service;
import java.util.List;

/**
 * The service with its event history. Events of the last 90 days are kept, and the newest 100,000
 * at most. An event is found two minutes after its call; AWS takes about five on average and
 * promises fifteen. There are no trails.
 */
public final class CloudTrail {
    private final History history;
    private final Service service;

    /**
     * @param identities who calls
     */
    public CloudTrail(Foundation foundation, Identities identities) {
        history = new History(foundation, identities);
        service =
                new Service(
                        "CloudTrail",
                        "cloudtrail",
                        "2013-11-01",
                        Service.Protocol.JSON,
                        List.of(new LookUp(history), new Trails()));
    }

    public Service service() {
        return service;
    }

    /** Records calls; to be put around all others. */
    public Interceptor recorder() {
        return history;
    }

    /** How many events are kept. */
    public int events() {
        return history.size();
    }
}
