package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;

/** The service, and the way in for the measurements of other services. */
public final class CloudWatch {
    private final Foundation foundation;
    private final MetricStore metrics;
    private final AlarmStore alarms;
    private final Service service;

    public CloudWatch(Foundation foundation) {
        this.foundation = foundation;
        metrics = new MetricStore();
        Evaluation evaluation = new Evaluation(foundation, metrics);
        alarms = new AlarmStore(foundation, evaluation);
        service =
                new Service(
                        "monitoring",
                        "2010-08-01",
                        Service.Protocol.QUERY,
                        List.of(
                                new PutMetrics(foundation, metrics, alarms),
                                new ReadMetrics(foundation, metrics),
                                new PutAlarms(foundation, alarms),
                                new ReadAlarms(alarms),
                                new AlarmTags(alarms)));
    }

    public Service service() {
        return service;
    }

    public int alarms() {
        return alarms.byName.size();
    }

    public int metrics() {
        return metrics.size();
    }

    /**
     * Takes a measurement of another service, at this moment. Under the local cloud's lock.
     *
     * @param namespace such as {@code AWS/EC2}
     */
    public void measured(
            String namespace, String name, Map<String, String> dimensions, double value) {
        SeriesKey metric = new SeriesKey(namespace, name, dimensions);
        metrics.put(metric, Sample.of(foundation.timeline().now(), value, 1, "None"));
        alarms.evaluate(metric);
    }
}
