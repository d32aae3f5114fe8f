package dev.sila.localcloud.service.servicequotas;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.util.List;

/** The service, over the quotas that the other services registered. */
public final class ServiceQuotas {
    private final Service service;

    public ServiceQuotas(Foundation foundation) {
        Catalogue catalogue = new Catalogue(foundation);
        service =
                new Service(
                        "Service Quotas",
                        "servicequotas",
                        "2019-06-24",
                        Service.Protocol.JSON,
                        List.of(
                                new QuotaOperations(catalogue),
                                new Increases(foundation, catalogue),
                                new QuotaTags(catalogue)));
    }

    public Service service() {
        return service;
    }
}
