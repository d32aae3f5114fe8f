package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;

/** The service. There are no subscription filters, queries, exports or deliveries. */
public final class Logs {
    private final LogStore store;
    private final Service service;

    /**
     * @param metrics what metric filters feed
     */
    public Logs(Foundation foundation, Metrics metrics) {
        store = new LogStore(foundation);
        Emission emission = new Emission(foundation, metrics);
        service =
                new Service(
                        "CloudWatch Logs",
                        "logs",
                        "2014-03-28",
                        Service.Protocol.JSON,
                        List.of(
                                new GroupOperations(store),
                                new StreamOperations(store),
                                new WriteOperations(store, emission),
                                new ReadOperations(store),
                                new MetricFilterOperations(store),
                                new TagOperations(store)));
    }

    public Service service() {
        return service;
    }

    public int groups() {
        return store.groups.size();
    }

    /**
     * The tags of a log group, by its ARN or one that begins so; none if there is no such group.
     */
    public Map<String, String> tags(String arn) {
        String group = arn.replaceFirst(":(\\*|log-stream:.*)$", "");
        return store.byArn(group).map(each -> Map.copyOf(each.tags)).orElse(Map.of());
    }
}
