package dev.sila.aws.forecast;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Clients;
import dev.sila.engine.Change;
import dev.sila.engine.Plan;
import dev.sila.engine.Replacement;
import dev.sila.engine.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasRequest;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuotasException;

/** How much room the account's quotas leave for a plan. */
public final class Headroom {
    private static final int PAGE = 100;

    private final Clients clients;
    private final Map<String, Map<String, Double>> values = new HashMap<>();

    public Headroom(Clients clients) {
        this.clients = clients;
    }

    /**
     * One quota.
     *
     * @param limit how many the account may have
     * @param standard whether that is what AWS gives everybody, because it told no other value
     * @param used how many there are, whoever made them
     * @param added how many the plan makes before it deletes any
     */
    public record Room(
            String service,
            String code,
            String name,
            long limit,
            boolean standard,
            long used,
            long added) {

        /** What is left afterwards; negative if the plan does not fit. */
        public long left() {
            return limit - used - added;
        }
    }

    /** The quotas of the kinds that the plan makes something of; calls AWS for each of them. */
    public List<Room> of(Plan plan, Collection<? extends Footprint<?>> footprints) {
        List<Room> rooms = new ArrayList<>();
        footprints.forEach(each -> add(plan, each, rooms));
        return rooms;
    }

    private <S extends Spec> void add(Plan plan, Footprint<S> footprint, List<Room> rooms) {
        List<S> made =
                plan.changes().stream()
                        .flatMap(each -> made(each).stream())
                        .filter(footprint.type()::isInstance)
                        .map(footprint.type()::cast)
                        .toList();
        for (Quota<S> quota : footprint.quotas()) {
            long added = made.stream().filter(quota.counts()).count();
            if (added > 0) {
                Optional<Double> applied =
                        Optional.ofNullable(values(quota.service()).get(quota.code()));
                rooms.add(
                        new Room(
                                quota.service(),
                                quota.code(),
                                quota.name(),
                                applied.map(Math::round).orElse((long) quota.standard()),
                                applied.isEmpty(),
                                quota.census().count(clients, plan),
                                added));
            }
        }
    }

    /** What the change makes before what it replaces goes. */
    private static Optional<Spec> made(Change<?> change) {
        return switch (change) {
            case Change.Create<?>(Spec wanted) -> Optional.of(wanted);
            case Change.Replace<?>(_, Spec wanted, _, Replacement order) ->
                    order == Replacement.CREATE_FIRST ? Optional.of(wanted) : Optional.empty();
            case Change.Update<?> _, Change.Delete<?> _, Change.Keep<?> _ -> Optional.empty();
        };
    }

    /** The values that apply to the account; AWS leaves out those that nobody changed and knows. */
    private Map<String, Double> values(String service) {
        return values.computeIfAbsent(service, this::read);
    }

    private Map<String, Double> read(String service) {
        Map<String, Double> read = new HashMap<>();
        ListServiceQuotasRequest request =
                ListServiceQuotasRequest.builder().serviceCode(service).maxResults(PAGE).build();
        try {
            clients.serviceQuotas().listServiceQuotasPaginator(request).quotas().stream()
                    .forEach(each -> read.put(each.quotaCode(), each.value()));
        } catch (ServiceQuotasException e) {
            // IAM's are known in one region of each partition only.
            if (!AwsErrors.notFound(e) && !"NoSuchResourceException".equals(AwsErrors.code(e))) {
                throw e;
            }
        }
        return read;
    }
}
