package dev.sila.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sees to it that a request which changes something is sent at most once unless AWS can tell the
 * repetition by a client token. The SDK repeats whatever fails with an {@link IOException}; here
 * such a failure after the request was sent, and a gateway's error in place of AWS's answer, become
 * a {@link LostReply}. Replies are read to their end in here, so that one that breaks off is seen.
 */
public final class CarefulHttpClient implements SdkHttpClient {
    private static final Pattern TOKEN_IN_FORM =
            Pattern.compile("(?:^|&)(?:ClientToken|ClientRequestToken)=[^&]");
    private static final Pattern TOKEN_IN_JSON =
            Pattern.compile("\"[Cc]lient(?:Request)?Token\"\\s*:\\s*\"[^\"]");
    private static final Pattern ACTION_IN_FORM = Pattern.compile("(?:^|&)Action=([^&]+)");
    private static final Pattern DRY_RUN = Pattern.compile("(?:^|&)DryRun=true(?:&|$)");
    private static final Set<String> READING_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    /** Whether AWS did what was asked is unknown after these; 503 says that it did not. */
    private static final Set<Integer> UNKNOWN_OUTCOME = Set.of(500, 502, 504);

    private final SdkHttpClient inner;

    public CarefulHttpClient(SdkHttpClient inner) {
        this.inner = inner;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = inner.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request, prepared);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static HttpExecuteResponse send(
            HttpExecuteRequest request, ExecutableHttpRequest prepared) throws IOException {
        try {
            HttpExecuteResponse response = whole(prepared.call());
            int status = response.httpResponse().statusCode();
            if (UNKNOWN_OUTCOME.contains(status)) {
                IOException why = new IOException("HTTP status " + status);
                lost(request, why);
            }
            return response;
        } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            lost(request, e);
            throw e;
        }
    }

    /** Throws if the request must not be repeated. */
    private static void lost(HttpExecuteRequest request, Exception why) {
        Sent sent = Sent.of(request);
        if (!sent.repeatable()) {
            throw new LostReply(sent.action(), why);
        }
    }

    /** The response with its body read to the end. */
    private static HttpExecuteResponse whole(HttpExecuteResponse response) throws IOException {
        Optional<AbortableInputStream> body = response.responseBody();
        if (body.isEmpty()) {
            return response;
        }
        byte[] bytes;
        try (InputStream stream = body.get()) {
            bytes = stream.readAllBytes();
        }
        Optional<String> announced =
                response.httpResponse().firstMatchingHeader("Content-Length").map(String::strip);
        if (announced.isPresent() && Long.parseLong(announced.get()) > bytes.length) {
            throw new IOException(
                    "the reply broke off after "
                            + bytes.length
                            + " of "
                            + announced.get()
                            + " bytes");
        }
        return HttpExecuteResponse.builder()
                .response(response.httpResponse())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public String clientName() {
        return inner.clientName();
    }

    /** What a request asked for, as its content tells. */
    record Sent(String action, boolean repeatable) {

        static Sent of(HttpExecuteRequest request) {
            SdkHttpRequest http = request.httpRequest();
            String body =
                    request.contentStreamProvider().map(each -> text(each.newStream())).orElse("");
            Optional<String> target = http.firstMatchingHeader("X-Amz-Target");
            if (target.isPresent()) {
                String action = target.get().substring(target.get().lastIndexOf('.') + 1);
                return new Sent(
                        action, Actions.reading(action) || TOKEN_IN_JSON.matcher(body).find());
            }
            String form = body.isEmpty() ? http.encodedQueryParameters().orElse("") : body;
            Matcher action = ACTION_IN_FORM.matcher(form);
            if (action.find()) {
                return ofForm(URLDecoder.decode(action.group(1), StandardCharsets.UTF_8), form);
            }
            String method = http.method().name();
            return new Sent(method + " " + http.encodedPath(), READING_METHODS.contains(method));
        }

        private static Sent ofForm(String action, String form) {
            return new Sent(
                    action,
                    Actions.reading(action)
                            || TOKEN_IN_FORM.matcher(form).find()
                            || DRY_RUN.matcher(form).find());
        }

        private static String text(InputStream stream) {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
