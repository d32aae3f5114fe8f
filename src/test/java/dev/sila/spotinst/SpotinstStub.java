package dev.sila.spotinst;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sila.localcloud.faults.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Plays Spotinst's API of elastigroups: checks every request strictly and keeps the groups, but
 * launches nothing. What a test arranges happens once, to the next request of that method.
 */
public final class SpotinstStub implements AutoCloseable {
    /** The only token that it takes. */
    public static final String TOKEN = "d3adbeef0123456789abcdef";

    /** An account that the token may use, beside its own. */
    public static final String ACCOUNT = "act-12345678";

    private static final String PATH = "/aws/ec2/group";
    private static final Map<String, String> ACTIONS =
            Map.of(
                    "GET", SpotinstClient.LIST,
                    "POST", SpotinstClient.CREATE,
                    "PUT", SpotinstClient.UPDATE,
                    "DELETE", SpotinstClient.DELETE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, ObjectNode> groups = new LinkedHashMap<>();
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Deque<Mishap>> mishaps = new LinkedHashMap<>();
    private Function<String, Faults.Fate> fate = action -> Faults.Fate.ANSWERED;
    private int made;
    private int hidden;

    /** What goes wrong with a request. */
    public enum Mishap {
        /** 429, without anything being done. */
        TOO_MANY,
        /** 500, without anything being done. */
        BROKEN,
        /** 500, after it was done. */
        BROKEN_AFTERWARDS,
        /** The connection ends without an answer, and nothing was done. */
        DROPPED,
        /** The connection ends without an answer, after it was done. */
        REPLY_LOST,
        /** An answer that is no JSON, after it was done. */
        GARBLED
    }

    public SpotinstStub() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Where it is. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The way to it, with its token. */
    public SpotinstAccess access() {
        return new SpotinstAccess(TOKEN, endpoint(), true);
    }

    /** Arranges what goes wrong with the next requests of a method, one after the other. */
    public synchronized void arrange(String method, Mishap... which) {
        mishaps.computeIfAbsent(method, missing -> new ArrayDeque<>()).addAll(List.of(which));
    }

    /**
     * Lets somebody decide what becomes of each request.
     *
     * @param decides knows requests as calls are counted, such as {@code ListGroups}
     */
    public synchronized void governed(Function<String, Faults.Fate> decides) {
        fate = decides;
    }

    /** What is made from now on does not show itself in that many lists. */
    public synchronized void hideNew(int lists) {
        hidden = lists;
    }

    /** The requests so far, such as {@code GET /aws/ec2/group}. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The groups that are there, as they are. */
    public synchronized List<JsonNode> groups() {
        List<JsonNode> all = new ArrayList<>();
        groups.values().forEach(each -> all.add(each.deepCopy()));
        return all;
    }

    /** The names of the groups that are there. */
    public List<String> names() {
        return groups().stream().map(each -> each.path("name").asText()).toList();
    }

    /** Somebody else changes a group, by hand and without being checked. */
    public synchronized void meddle(String name, String change) {
        ObjectNode group =
                groups.values().stream()
                        .filter(each -> each.path("name").asText().equals(name))
                        .findFirst()
                        .orElseThrow();
        merge(group, (ObjectNode) parse(change));
    }

    /** Somebody copies a group, by hand. */
    public synchronized void copy(String name, String as) {
        ObjectNode group =
                groups.values().stream()
                        .filter(each -> each.path("name").asText().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .deepCopy();
        put(group.put("name", as), "");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Reply(int status, String body) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = answer(exchange, body);
            if (reply.status() == 0) {
                return;
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Reply answer(HttpExchange exchange, String body) {
        String method = exchange.getRequestMethod();
        requests.add(method + " " + exchange.getRequestURI().getPath());
        Faults.Fate befalls = fate.apply(ACTIONS.getOrDefault(method, method));
        if (befalls == Faults.Fate.LOST) {
            return new Reply(0, "");
        }
        Reply reply = heard(exchange, method, body);
        return befalls == Faults.Fate.UNANSWERED ? new Reply(0, "") : reply;
    }

    private Reply heard(HttpExchange exchange, String method, String body) {
        Mishap mishap = mishaps.getOrDefault(method, new ArrayDeque<>()).poll();
        if (mishap == Mishap.TOO_MANY) {
            return refusal(429, "TOO_MANY_REQUESTS", "Rate limit reached");
        }
        if (mishap == Mishap.BROKEN) {
            return new Reply(500, "<html>Internal Server Error</html>");
        }
        if (mishap == Mishap.DROPPED) {
            return new Reply(0, "");
        }
        Reply reply = judged(exchange, method, body);
        if (mishap == null) {
            return reply;
        }
        return switch (mishap) {
            case REPLY_LOST -> new Reply(0, "");
            case GARBLED -> new Reply(200, "<html>");
            default -> new Reply(500, "{}");
        };
    }

    private Reply judged(HttpExchange exchange, String method, String body) {
        List<String> authorization =
                exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        if (!authorization.equals(List.of("Bearer " + TOKEN))) {
            return refusal(401, "UNAUTHORIZED", "The token " + authorization + " is not valid");
        }
        String query = exchange.getRequestURI().getQuery();
        if (query != null && !query.equals("accountId=" + ACCOUNT)) {
            return refusal(403, "FORBIDDEN", "Not your account: " + query);
        }
        String account = query == null ? "" : ACCOUNT;
        boolean json =
                exchange.getRequestHeaders()
                        .getOrDefault("Content-Type", List.of())
                        .equals(List.of("application/json"));
        if (!json) {
            return refusal(415, "CONTENT_TYPE", "Send application/json");
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals(PATH)) {
            return switch (method) {
                case "GET" -> list(account);
                case "POST" -> create(parse(body), account);
                default -> refusal(405, "METHOD", method + " is not for " + path);
            };
        }
        String id = path.startsWith(PATH + "/") ? path.substring(PATH.length() + 1) : "";
        if (!groups.containsKey(id) || !account.equals(accounts.get(id))) {
            return refusal(404, "GROUP_DOESNT_EXIST", "There is no group " + id);
        }
        return switch (method) {
            case "PUT" -> update(id, parse(body));
            case "DELETE" -> {
                groups.remove(id);
                yield items(List.of());
            }
            default -> refusal(405, "METHOD", method + " is not for " + path);
        };
    }

    private Reply list(String account) {
        List<ObjectNode> all = new ArrayList<>();
        groups.forEach((id, group) -> {
            if (account.equals(accounts.get(id))) {
                all.add(group);
            }
        });
        if (hidden > 0 && made > 0) {
            hidden--;
            return items(all.subList(0, Math.max(0, all.size() - 1)));
        }
        return items(all);
    }

    private Reply create(JsonNode body, String account) {
        JsonNode group = body.path("group");
        if (body.size() != 1 || !group.isObject()) {
            return refusal(400, "BODY", "Send one group");
        }
        List<String> wrong = new ArrayList<>(GroupShape.members(group, false));
        wrong.addAll(GroupShape.whole(group));
        if (!wrong.isEmpty()) {
            return refusal(400, "VALIDATION", String.join("; ", wrong));
        }
        return items(List.of(put(group.deepCopy(), account)));
    }

    /** A name may be taken twice, as at Spotinst. */
    private ObjectNode put(ObjectNode group, String account) {
        made++;
        String id = "sig-%08x".formatted(made);
        group.put("id", id).put("createdAt", "2026-03-01T12:00:00.000Z");
        groups.put(id, group);
        accounts.put(id, account);
        return group;
    }

    private Reply update(String id, JsonNode body) {
        JsonNode change = body.path("group");
        if (body.size() != 1 || !change.isObject() || change.isEmpty()) {
            return refusal(400, "BODY", "Send one group with what shall change");
        }
        List<String> wrong = new ArrayList<>(GroupShape.members(change, true));
        ObjectNode changed = Objects.requireNonNull(groups.get(id)).deepCopy();
        merge(changed, (ObjectNode) change);
        wrong.addAll(GroupShape.whole(changed));
        if (!wrong.isEmpty()) {
            return refusal(400, "VALIDATION", String.join("; ", wrong));
        }
        groups.put(id, changed);
        return items(List.of(changed));
    }

    /** Objects are merged, lists and values replaced, and null takes away. */
    private static void merge(ObjectNode into, ObjectNode change) {
        for (Map.Entry<String, JsonNode> each : change.properties()) {
            if (each.getValue() instanceof ObjectNode inner
                    && into.get(each.getKey()) instanceof ObjectNode present) {
                merge(present, inner);
            } else if (each.getValue().isNull()) {
                into.putNull(each.getKey());
            } else {
                into.set(each.getKey(), each.getValue().deepCopy());
            }
        }
    }

    private static Reply items(List<? extends JsonNode> items) {
        ObjectNode reply = JSON.createObjectNode();
        reply.putObject("request").put("id", "7c3d1a2e");
        ArrayNode array = reply.putObject("response").putArray("items");
        items.forEach(array::add);
        return new Reply(200, reply.toString());
    }

    private static Reply refusal(int status, String code, String message) {
        ObjectNode reply = JSON.createObjectNode();
        reply.putObject("request").put("id", "7c3d1a2e");
        reply.putObject("response")
                .putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", message);
        return new Reply(status, reply.toString());
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
