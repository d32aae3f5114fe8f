package dev.sila.localcloud;

import dev.sila.localcloud.wire.HttpEndpoint;
import dev.sila.localcloud.wire.InProcessHttpClient;
import dev.sila.localcloud.wire.Interceptor;
import dev.sila.localcloud.wire.Service;
import dev.sila.localcloud.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.http.SdkHttpClient;

/** One local cloud: an account in a region, reached in this process or over HTTP. */
public final class LocalCloud implements AutoCloseable {
    private final Foundation foundation;
    private final Assembly assembly;
    private final Wire wire;
    private final Duration latency;
    private final Instant started = Instant.now();
    private final List<HttpEndpoint> endpoints = new ArrayList<>();

    private LocalCloud(Builder builder) {
        ReentrantLock lock = new ReentrantLock();
        foundation =
                new Foundation(
                        builder.realm,
                        new Identity(builder.seed),
                        builder.timeline.apply(lock),
                        new Events(),
                        lock);
        assembly = new Assembly();
        latency = builder.latency;
        builder.parts.forEach(part -> part.accept(foundation, assembly));
        wire =
                new Wire(
                        assembly.services(),
                        lock,
                        builder.interceptor.around(assembly.interceptor()));
    }

    /** A builder of a local cloud in the standard realm, at AWS's own pace, without services. */
    public static Builder builder() {
        return new Builder();
    }

    /** What its services share. */
    public Foundation foundation() {
        return foundation;
    }

    /** What it offers. */
    public List<Service> services() {
        return assembly.services();
    }

    /** The HTTP client that points an SDK client of this process at it. */
    public SdkHttpClient httpClient() {
        return new InProcessHttpClient(wire);
    }

    /**
     * Opens it to other processes of this machine, until it is closed.
     *
     * @param port of 127.0.0.1; 0 for any free one
     * @param stop what a request to stop does
     * @throws IOException if the port is taken
     */
    public HttpEndpoint listen(int port, Runnable stop) throws IOException {
        HttpEndpoint endpoint =
                new HttpEndpoint(
                        wire,
                        new HttpEndpoint.Place(port, latency),
                        assembly.pages(),
                        this::status,
                        stop);
        foundation.endpoint().opened(endpoint.uri());
        endpoints.add(endpoint);
        return endpoint;
    }

    /** Version, realm, uptime, counts and addresses, for people and for readiness checks. */
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", version());
        status.put("account", foundation.realm().account());
        status.put("region", foundation.realm().region());
        status.put("zones", foundation.realm().zones());
        status.put("uptimeSeconds", Duration.between(started, Instant.now()).toSeconds());
        foundation.lock().lock();
        try {
            assembly.counts().forEach((name, count) -> status.put(name, count.getAsInt()));
            assembly.addresses().forEach((name, all) -> status.put(name, all.get()));
        } finally {
            foundation.lock().unlock();
        }
        return status;
    }

    /** Stops listening, stops time, and closes its parts. */
    @Override
    public void close() {
        endpoints.forEach(HttpEndpoint::close);
        foundation.timeline().close();
        assembly.lastFirst().forEach(LocalCloud::close);
        wire.close();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            System.getLogger("dev.sila.localcloud")
                    .log(System.Logger.Level.WARNING, "A part did not close", failure);
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(
                LocalCloud.class.getPackage().getImplementationVersion(), "development");
    }

    /** Says what a local cloud is made of. */
    public static final class Builder {
        private final List<BiConsumer<Foundation, Assembly>> parts = new ArrayList<>();
        private Realm realm = Realm.standard();
        private long seed = 1;
        private Duration latency = Duration.ZERO;
        private Function<Lock, Timeline> timeline = lock -> new RealTimeline(1, lock);
        private Interceptor interceptor = Interceptor.NONE;

        private Builder() {}

        public Builder realm(Realm played) {
            realm = played;
            return this;
        }

        /** The seed of all identifiers: the same seed and calls give the same identifiers. */
        public Builder seed(long start) {
            seed = start;
            return this;
        }

        /** Real time, in which waiting takes that many times less than on AWS. */
        public Builder speed(double factor) {
            return timeline(lock -> new RealTimeline(factor, lock));
        }

        /**
         * How long every call of another process takes at least, in real time whatever the speed:
         * what the way to AWS and back takes.
         */
        public Builder latency(Duration real) {
            latency = real;
            return this;
        }

        /** Another time, made with the local cloud's lock: {@code ManualTimeline}, say. */
        public Builder timeline(Function<Lock, Timeline> made) {
            timeline = made;
            return this;
        }

        /** What sees every call before its handler, such as {@code Faults}. */
        public Builder interceptor(Interceptor outer) {
            interceptor = outer.around(interceptor);
            return this;
        }

        /**
         * Adds parts. Called once, at building, in the order of the calls of this method; whoever
         * composes services by hand gives all of them in one.
         */
        public Builder with(BiConsumer<Foundation, Assembly> part) {
            parts.add(part);
            return this;
        }

        public LocalCloud build() {
            return new LocalCloud(this);
        }
    }
}
