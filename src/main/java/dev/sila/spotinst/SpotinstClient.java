package dev.sila.spotinst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.aws.Ledger;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Spotinst's REST API of elastigroups on AWS, {@code /aws/ec2/group}: one method for each call.
 * Thread safe; calls nobody until it is used. Source: Spot API, "Elastigroup AWS".
 */
final class SpotinstClient {
    /** As {@link dev.sila.aws.Calls} counts its calls. */
    static final String SERVICE = "spotinst";

    static final String LIST = "ListGroups";
    static final String CREATE = "CreateGroup";
    static final String UPDATE = "UpdateGroup";
    static final String DELETE = "DeleteGroup";

    private static final String PATH = "/aws/ec2/group";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ledger ledger;
    private final SpotinstRequests requests;

    SpotinstClient(SpotinstAccess access, Ledger ledger) {
        this.ledger = ledger;
        this.requests = new SpotinstRequests(access, ledger);
    }

    /**
     * All groups of an account, in all regions.
     *
     * @param account the account's identifier; empty: that of the token
     * @throws ProblemException if there is no token, if it is not accepted, or Spotinst fails
     */
    List<JsonNode> groups(String account) {
        JsonNode body = call(new Call(LIST, "GET", PATH, account, null, Map.of())).orThrow().body();
        List<JsonNode> groups = new ArrayList<>();
        body.path("response").path("items").forEach(groups::add);
        return groups;
    }

    /**
     * Makes a group and returns its identifier.
     *
     * @throws RuntimeException one that says that the reply was lost, if nobody knows whether it
     *     was made
     */
    String create(String account, ObjectNode group) {
        String name = group.path("name").asText();
        Call call =
                new Call(
                        CREATE,
                        "POST",
                        PATH,
                        account,
                        body(group),
                        Map.of("GroupName", Set.of(name)));
        JsonNode body = call(call).orThrow().body();
        String id = body.path("response").path("items").path(0).path("id").asText();
        if (id.isEmpty()) {
            throw ledger.lost(CREATE, new IllegalStateException("the answer names no group"));
        }
        return id;
    }

    /**
     * Changes what is given of a group and nothing else; an explicit null takes something away.
     *
     * @throws ProblemException if it is gone, or if Spotinst refuses
     */
    void update(String account, String id, ObjectNode change) {
        SpotinstReply reply =
                call(new Call(UPDATE, "PUT", path(id), account, body(change), about(id)));
        if (reply instanceof SpotinstReply.Refusal refusal && refusal.gone()) {
            throw new ProblemException(
                    Problem.error(
                            "elastigroup " + id,
                            "was there when the plan was made, and is gone now.",
                            "Run the same command again: it makes a new plan."));
        }
        reply.orThrow();
    }

    /** Deletes a group, which terminates its instances; one already gone is no error. */
    void delete(String account, String id) {
        SpotinstReply reply = call(new Call(DELETE, "DELETE", path(id), account, "{}", about(id)));
        if (!(reply instanceof SpotinstReply.Refusal refusal && refusal.gone())) {
            reply.orThrow();
        }
    }

    private static String path(String id) {
        return PATH + "/" + id;
    }

    private static Map<String, Set<String>> about(String id) {
        return Map.of("GroupId", Set.of(id));
    }

    private static String body(ObjectNode group) {
        return JSON.createObjectNode().set("group", group).toString();
    }

    private SpotinstReply call(Call call) {
        ledger.begins(call.action());
        SpotinstReply reply;
        try {
            reply = requests.send(call);
        } catch (ProblemException failure) {
            ended(call, "", "failed", "");
            throw failure;
        } catch (RuntimeException lost) {
            ended(call, "", "unsure", "");
            throw lost;
        }
        switch (reply) {
            case SpotinstReply.Answer answer -> ended(call, answer.requestId(), "done", "");
            case SpotinstReply.Refusal refusal ->
                    ended(call, refusal.requestId(), "refused", refusal.code());
        }
        return reply;
    }

    private void ended(Call call, String requestId, String outcome, String code) {
        Map<String, Set<String>> about = new TreeMap<>(call.about());
        if (!call.account().isEmpty()) {
            about.put("AccountId", Set.of(call.account()));
        }
        ledger.ended(
                call.action(),
                about,
                requestId.isEmpty() ? null : requestId,
                outcome,
                code.isEmpty() ? null : code);
    }
}
