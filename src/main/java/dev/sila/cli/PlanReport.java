package dev.sila.cli;

import dev.sila.aws.forecast.Forecast;
import dev.sila.aws.forecast.Headroom;
import dev.sila.aws.forecast.Rounds;
import dev.sila.aws.lease.LeasePermissions;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Insight;
import dev.sila.cli.operation.PlanNotes;
import dev.sila.cli.output.Json;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.SavedPlan;
import dev.sila.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints a plan with what it asks of AWS. */
final class PlanReport {
    /**
     * The most that a managed policy holds, without white space. Source: IAM user guide, quotas.
     */
    private static final int MANAGED_POLICY = 6144;

    private final Session session;
    private final Cloud cloud;
    private final InsightOptions options;
    private final Insight insight;

    PlanReport(Session session, Cloud cloud, InsightOptions options) {
        this.session = session;
        this.cloud = cloud;
        this.options = options;
        this.insight = new Insight(cloud);
    }

    /** Prints the plan, or the policy that it needs, as data. */
    void show(Plan plan, Rounds rounds) {
        Set<String> looked = cloud.calls().byAction().keySet();
        Map<String, Object> looking = CallCounts.of(cloud.calls());
        Forecast forecast = insight.forecast(plan, rounds);
        if (options.policy()) {
            String environment = plan.scope().environment();
            policy(insight.policy(plan, forecast, looked, LeasePermissions.of(environment)));
            return;
        }
        List<Headroom.Room> rooms = options.quotas() ? insight.quotas(plan) : List.of();
        session.output()
                .document(
                        () -> text(plan, forecast, rooms),
                        () -> data(plan, forecast, looking, rooms));
        rooms.stream().filter(each -> each.left() < 0).forEach(this::warn);
        PlanNotes.of(plan).forEach(session.progress()::say);
        CallCounts.lines(cloud, session.elapsed()).forEach(session.progress()::say);
    }

    private void policy(Map<String, Object> document) {
        String text = Json.text(document);
        session.output().document(() -> text + "\n", () -> document);
        int length = text.replaceAll("\\s", "").length();
        if (length > MANAGED_POLICY) {
            session.progress()
                    .say(
                            "warning: this policy has "
                                    + length
                                    + " characters, a managed one at most "
                                    + MANAGED_POLICY
                                    + ": put its statements into several, or into a role's own"
                                    + " policy.");
        }
    }

    private void warn(Headroom.Room room) {
        Problem problem =
                Problem.warning(
                        room.name(),
                        "the account may have "
                                + room.limit()
                                + ", has "
                                + room.used()
                                + ", and the plan makes "
                                + room.added()
                                + " more.",
                        "Ask AWS for more: aws service-quotas request-service-quota-increase"
                                + " --service-code "
                                + room.service()
                                + " --quota-code "
                                + room.code()
                                + " --desired-value "
                                + (room.used() + room.added()));
        session.progress().say("warning: " + problem.line());
    }

    private static String text(Plan plan, Forecast forecast, List<Headroom.Room> rooms) {
        List<String> lines = new ArrayList<>(PlanText.lines(plan));
        if (!plan.isEmpty()) {
            lines.addAll(ForecastText.lines(forecast));
        }
        lines.addAll(ForecastText.quotas(rooms));
        return String.join("\n", lines) + "\n";
    }

    private Map<String, @Nullable Object> data(
            Plan plan, Forecast forecast, Map<String, Object> looking, List<Headroom.Room> rooms) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>(SavedPlan.write(plan));
        data.put("apiCalls", calls(forecast, looking));
        data.put("duration", duration(forecast));
        if (options.quotas()) {
            data.put("quotas", rooms.stream().map(PlanReport::quota).toList());
        }
        return data;
    }

    private static Map<String, Object> calls(Forecast forecast, Map<String, Object> looking) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("read", forecast.reading());
        data.put("write", forecast.calls() - forecast.reading());
        data.put("total", forecast.calls());
        data.put("orMore", forecast.orMore());
        data.put("byAction", forecast.uses().stream().map(PlanReport::use).toList());
        data.put("looking", looking);
        return data;
    }

    private static Map<String, Object> use(Forecast.Use use) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("action", use.name());
        data.put("calls", use.calls());
        data.put("orMore", use.orMore());
        data.put("bucket", use.bucket().name());
        data.put("tokens", use.tokens());
        data.put("size", use.bucket().size());
        data.put("refillPerSecond", use.bucket().perSecond());
        return data;
    }

    private static Map<String, Object> duration(Forecast forecast) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("seconds", forecast.duration().toSeconds());
        data.put("longestChain", forecast.path());
        return data;
    }

    private static Map<String, Object> quota(Headroom.Room room) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", room.name());
        data.put("service", room.service());
        data.put("code", room.code());
        data.put("limit", room.limit());
        data.put("standard", room.standard());
        data.put("used", room.used());
        data.put("added", room.added());
        data.put("left", room.left());
        return data;
    }
}
