package dev.sila.spotinst;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sila.aws.Ledger;
import dev.sila.aws.Once;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Sends calls to Spotinst, and again what can be sent again: what Spotinst did not take because
 * there was too much, what never got there, and after a failure of Spotinst's or of the connection
 * what may be done twice. Follows no redirection, for the token goes with every request.
 */
final class SpotinstRequests {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** Between attempts after failures. */
    private static final List<Duration> PAUSES = seconds(1, 2, 4, 8);

    /** After too many requests: Spotinst counts by the minute. */
    private static final List<Duration> LONG_PAUSES = seconds(5, 10, 20, 40, 60, 60);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Spotinst's words for what AWS refused it because there was too much. */
    private static final Set<String> THROTTLING = Set.of("Throttling", "RequestLimitExceeded");

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final int LONGEST_WORDS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SpotinstAccess access;
    private final Ledger ledger;
    private final Supplier<HttpClient> http;

    SpotinstRequests(SpotinstAccess access, Ledger ledger) {
        this.access = access;
        this.ledger = ledger;
        this.http = new Once<>(SpotinstRequests::client);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static List<Duration> seconds(int... each) {
        return java.util.Arrays.stream(each).mapToObj(Duration::ofSeconds).toList();
    }

    /** What one attempt came to. */
    private sealed interface Attempt {
        record Ended(SpotinstReply reply) implements Attempt {}

        /** Spotinst takes no more for now. */
        record Throttled(Duration atLeast) implements Attempt {}

        /** It may be tried again. */
        record Failed(String why) implements Attempt {}
    }

    /**
     * Sends it until Spotinst has answered or refused.
     *
     * @throws ProblemException if there is no token, if it is not accepted, or if Spotinst goes on
     *     failing
     * @throws RuntimeException one that says that the reply was lost, if the call may have taken
     *     effect and must not be sent again
     */
    SpotinstReply send(Call call) {
        HttpRequest request = request(call);
        int failures = 0;
        int refusals = 0;
        while (true) {
            ledger.attempt(call.action());
            switch (attempt(call, request)) {
                case Attempt.Ended(SpotinstReply reply) -> {
                    return reply;
                }
                case Attempt.Throttled(Duration atLeast) -> {
                    ledger.refused(call.action());
                    if (refusals == LONG_PAUSES.size()) {
                        throw tooMany();
                    }
                    Duration pause = LONG_PAUSES.get(refusals);
                    refusals++;
                    ledger.rest(
                            "Spotinst to take more calls",
                            atLeast.compareTo(pause) > 0 ? atLeast : pause);
                }
                case Attempt.Failed(String why) -> {
                    if (failures == PAUSES.size()) {
                        throw down(why);
                    }
                    ledger.rest("Spotinst to answer again", PAUSES.get(failures));
                    failures++;
                }
            }
        }
    }

    private HttpRequest request(Call call) {
        String token = access.requireToken();
        URI endpoint = access.requireEndpoint();
        String account =
                call.account().isEmpty()
                        ? ""
                        : "?accountId=" + URLEncoder.encode(call.account(), StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(endpoint + call.path() + account))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(
                        call.method(),
                        call.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(call.body()))
                .build();
    }

    private Attempt attempt(Call call, HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = http.get().send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException neverSent) {
            return new Attempt.Failed("it cannot be reached");
        } catch (IOException broken) {
            return unanswered(call, "the connection broke", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ledger.lost(call.action(), stopped);
        }
        return judged(call, response);
    }

    private Attempt judged(Call call, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            throw notAccepted(status);
        }
        if (status == TOO_MANY) {
            return new Attempt.Throttled(retryAfter(response));
        }
        if (status >= SERVER) {
            String why = "it answered with HTTP status " + status;
            return unanswered(call, why, new IllegalStateException(why));
        }
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            // The parser's own words would quote what Spotinst said.
            return unanswered(call, "its answer is no JSON", new IllegalStateException("no JSON"));
        }
        String requestId = body.path("request").path("id").asText();
        if (status == OK) {
            return new Attempt.Ended(new SpotinstReply.Answer(body, requestId));
        }
        return refused(call, status, body, requestId);
    }

    private Attempt refused(Call call, int status, JsonNode body, String requestId) {
        JsonNode errors = body.path("response").path("errors");
        String code = errors.path(0).path("code").asText();
        if (THROTTLING.contains(code)) {
            return new Attempt.Throttled(Duration.ZERO);
        }
        String words =
                StreamSupport.stream(errors.spliterator(), false)
                        .map(each ->
                                (each.path("code").asText() + ": " + each.path("message").asText())
                                        .strip())
                        .collect(Collectors.joining("; "));
        Problem problem =
                Problem.error(
                        "Spotinst",
                        "refused "
                                + call.action()
                                + (words.isEmpty()
                                        ? " with HTTP status " + status
                                        : ": " + said(words))
                                + (requestId.isEmpty() ? "." : " (request " + requestId + ")."),
                        "Nothing was changed by it. Remove the cause, then run the same command"
                                + " again.");
        return new Attempt.Ended(new SpotinstReply.Refusal(problem, status, code, requestId));
    }

    /** Spotinst's words, in which the token must not come back. */
    private String said(String words) {
        String safe = words.replace(access.requireToken(), "***").replaceAll("\\p{Cntrl}", " ");
        return safe.length() > LONGEST_WORDS ? safe.substring(0, LONGEST_WORDS) + "…" : safe;
    }

    private Attempt unanswered(Call call, String why, Throwable cause) {
        if (call.repeatable()) {
            return new Attempt.Failed(why);
        }
        throw ledger.lost(call.action(), cause);
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String text = response.headers().firstValue("Retry-After").orElse("");
        Duration asked =
                text.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static ProblemException notAccepted(int status) {
        return new ProblemException(
                Problem.error(
                        SpotinstAccess.TOKEN,
                        "is not accepted by Spotinst (HTTP status " + status + ").",
                        "Make a new token in Spotinst's console under Settings, API; see that"
                                + " spotinst_account_id is an account that it may use."));
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                Problem.error(
                        "Spotinst",
                        "takes no more calls: it refused this one "
                                + (LONG_PAUSES.size() + 1)
                                + " times because there were too many.",
                        "Wait some minutes, then run the same command again: it goes on from"
                                + " here."));
    }

    private ProblemException down(String why) {
        return new ProblemException(
                Problem.error(
                        "Spotinst at " + access.requireEndpoint(),
                        "was asked " + (PAUSES.size() + 1) + " times: " + why + ".",
                        "See that it can be reached from here, then run the same command again: it"
                                + " goes on from here."));
    }
}
