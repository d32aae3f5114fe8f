package dev.sila.localcloud.service.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;

/** Keeps dashboards. What their widgets show is not looked at. */
final class Dashboards {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 1000;

    private record Dashboard(String name, String body, Instant modified) {}

    private final Foundation foundation;
    private final Map<String, Dashboard> byName = new TreeMap<>();

    Dashboards(Foundation foundation) {
        this.foundation = foundation;
    }

    public PutDashboardResponse putDashboard(PutDashboardRequest request) {
        String name = Checks.required("DashboardName", request.dashboardName());
        String body = Checks.required("DashboardBody", request.dashboardBody());
        if (!name.matches("[\\w-]{1,255}")) {
            throw invalid("The value " + name + " for DashboardName is invalid");
        }
        check(body);
        byName.put(name, new Dashboard(name, body, foundation.timeline().now()));
        return PutDashboardResponse.builder().dashboardValidationMessages(List.of()).build();
    }

    public GetDashboardResponse getDashboard(GetDashboardRequest request) {
        Dashboard found = named(Checks.required("DashboardName", request.dashboardName()));
        return GetDashboardResponse.builder()
                .dashboardName(found.name())
                .dashboardArn(arn(found.name()))
                .dashboardBody(found.body())
                .build();
    }

    public ListDashboardsResponse listDashboards(ListDashboardsRequest request) {
        String prefix = request.dashboardNamePrefix() == null ? "" : request.dashboardNamePrefix();
        List<Dashboard> found =
                byName.values().stream().filter(each -> each.name().startsWith(prefix)).toList();
        Checks.Page<Dashboard> page =
                Checks.Page.of(found, Dashboard::name, request.nextToken(), PAGE);
        return ListDashboardsResponse.builder()
                .dashboardEntries(page.items().stream().map(this::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    /** Deletes all or, if one is unknown, none. */
    public DeleteDashboardsResponse deleteDashboards(DeleteDashboardsRequest request) {
        Checks.required("DashboardNames", request.hasDashboardNames() ? "given" : null);
        request.dashboardNames().forEach(this::named);
        request.dashboardNames().forEach(byName::remove);
        return DeleteDashboardsResponse.builder().build();
    }

    private Dashboard named(String name) {
        Dashboard found = byName.get(name);
        if (found == null) {
            throw new AwsFailure("ResourceNotFound", "Dashboard " + name + " does not exist", 404);
        }
        return found;
    }

    private DashboardEntry shown(Dashboard each) {
        return DashboardEntry.builder()
                .dashboardName(each.name())
                .dashboardArn(arn(each.name()))
                .lastModified(each.modified())
                .size((long) each.body().getBytes(StandardCharsets.UTF_8).length)
                .build();
    }

    private String arn(String name) {
        return foundation.realm().globalArn("cloudwatch", "dashboard/" + name);
    }

    private static void check(String body) {
        try {
            JsonNode document = JSON.readTree(body);
            if (document.isObject() && document.path("widgets").isArray()) {
                return;
            }
        } catch (JsonProcessingException wrong) {
            throw invalid("The field DashboardBody must be a valid JSON object");
        }
        throw invalid("The field DashboardBody must have an array widgets");
    }

    private static AwsFailure invalid(String message) {
        return new AwsFailure("InvalidParameterInput", message);
    }
}
