package dev.sila.localcloud;

import dev.sila.localcloud.wire.Interceptor;
import dev.sila.localcloud.wire.Service;
import dev.sila.localcloud.wire.StaticPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Collects the parts of a local cloud while it is put together. */
public final class Assembly {
    private final List<Service> services = new ArrayList<>();
    private final Map<String, IntSupplier> counts = new LinkedHashMap<>();
    private final Map<String, Supplier<Map<String, String>>> addresses = new LinkedHashMap<>();
    private final List<StaticPage> pages = new ArrayList<>();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final List<AutoCloseable> closing = new ArrayList<>();

    /** Adds a service. */
    public Assembly service(Service service) {
        services.add(service);
        return this;
    }

    /**
     * Adds a number to the status.
     *
     * @param name the plural of what is counted, such as {@code roles}
     * @param count called under the local cloud's lock
     */
    public Assembly count(String name, IntSupplier count) {
        counts.put(name, count);
        return this;
    }

    /**
     * Adds addresses to the status.
     *
     * @param name the plural of what is reached there, such as {@code balancers}
     * @param addresses where each is reached, by name; called under the local cloud's lock
     */
    public Assembly addresses(String name, Supplier<Map<String, String>> addresses) {
        this.addresses.put(name, addresses);
        return this;
    }

    /** Adds a document that is served without a signature. */
    public Assembly page(StaticPage page) {
        pages.add(page);
        return this;
    }

    /** Has every call pass another interceptor, outside those that were added before. */
    public Assembly interceptor(Interceptor outer) {
        interceptors.add(outer);
        return this;
    }

    /** Has something closed when the local cloud closes, the last one first. */
    public Assembly closing(AutoCloseable part) {
        closing.add(part);
        return this;
    }

    /** The services that were added so far. */
    public List<Service> services() {
        return List.copyOf(services);
    }

    List<StaticPage> pages() {
        return List.copyOf(pages);
    }

    Interceptor interceptor() {
        Interceptor all = Interceptor.NONE;
        for (Interceptor outer : interceptors) {
            all = outer.around(all);
        }
        return all;
    }

    Map<String, IntSupplier> counts() {
        return counts;
    }

    Map<String, Supplier<Map<String, String>>> addresses() {
        return addresses;
    }

    List<AutoCloseable> lastFirst() {
        return closing.reversed();
    }
}
