package dev.sila.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Carries the SDK's requests over the JDK's {@link HttpURLConnection}, which starts faster than any
 * other client that was measured. Failures to connect are {@link ConnectException}s, so that they
 * can be told from replies that were lost.
 *
 * <p>Every request that may change something is written in fixed-length streaming mode: only then
 * does the JDK look whether a kept-alive connection is still open before it writes, and never sends
 * a request a second time by itself.
 */
public final class Transport implements SdkHttpClient {
    private final int connectMillis;
    private final int readMillis;

    /** A transport with AWS's usual patience: 5 s to connect and 60 s for a reply. */
    public Transport() {
        this(Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    public Transport(Duration connect, Duration read) {
        connectMillis = Math.toIntExact(connect.toMillis());
        readMillis = Math.toIntExact(read.toMillis());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(request);
    }

    @Override
    public void close() {
        // Kept-alive connections are the JDK's; it closes them when they have been idle.
    }

    @Override
    public String clientName() {
        return "Transport";
    }

    private final class Exchange implements ExecutableHttpRequest {
        private final HttpExecuteRequest request;
        private volatile @Nullable HttpURLConnection connection;

        Exchange(HttpExecuteRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            byte[] body = body(request.contentStreamProvider());
            HttpURLConnection open = open(request.httpRequest());
            connection = open;
            boolean writes = writes(request.httpRequest().method());
            if (writes) {
                open.setDoOutput(true);
                open.setFixedLengthStreamingMode(body.length);
            }
            connect(open);
            if (writes) {
                try (OutputStream out = open.getOutputStream()) {
                    out.write(body);
                }
            }
            return response(open);
        }

        @Override
        public void abort() {
            HttpURLConnection open = connection;
            if (open != null) {
                open.disconnect();
            }
        }
    }

    private static boolean writes(SdkHttpMethod method) {
        return method != SdkHttpMethod.GET && method != SdkHttpMethod.HEAD;
    }

    private HttpURLConnection open(SdkHttpRequest http) throws IOException {
        HttpURLConnection open = (HttpURLConnection) http.getUri().toURL().openConnection();
        open.setRequestMethod(http.method().name());
        open.setConnectTimeout(connectMillis);
        open.setReadTimeout(readMillis);
        open.setInstanceFollowRedirects(false);
        http.forEachHeader(
                (name, values) -> values.forEach(each -> open.addRequestProperty(name, each)));
        return open;
    }

    private static void connect(HttpURLConnection open) throws ConnectException {
        try {
            open.connect();
        } catch (IOException e) {
            ConnectException failed =
                    new ConnectException("no connection to " + open.getURL().getHost() + ": " + e);
            failed.initCause(e);
            throw failed;
        }
    }

    private static HttpExecuteResponse response(HttpURLConnection open) throws IOException {
        int status;
        Optional<InputStream> body;
        try {
            body = Optional.of(open.getInputStream());
            status = open.getResponseCode();
        } catch (HttpRetryException e) {
            // The JDK drops the body of a 401 or 407 in streaming mode; the status is answer
            // enough.
            status = e.responseCode();
            body = Optional.empty();
        } catch (IOException e) {
            status = open.getHeaderField(0) == null ? -1 : open.getResponseCode();
            if (status < 400) {
                throw e;
            }
            body = Optional.ofNullable(open.getErrorStream());
        }
        SdkHttpResponse answer =
                SdkHttpResponse.builder()
                        .statusCode(status)
                        .statusText(open.getResponseMessage())
                        .headers(headers(open, body.isPresent()))
                        .build();
        HttpExecuteResponse.Builder response = HttpExecuteResponse.builder().response(answer);
        InputStream none = new ByteArrayInputStream(new byte[0]);
        return response.responseBody(AbortableInputStream.create(body.orElse(none))).build();
    }

    private static Map<String, List<String>> headers(HttpURLConnection open, boolean hasBody) {
        Map<String, List<String>> headers = new HashMap<>(open.getHeaderFields());
        headers.keySet().removeIf(name -> statusLine(name) || (!hasBody && length(name)));
        return headers;
    }

    /** The JDK gives the status line as a header without a name. */
    private static boolean statusLine(@Nullable String name) {
        return name == null;
    }

    private static boolean length(String name) {
        return name.equalsIgnoreCase("Content-Length");
    }

    private static byte[] body(Optional<ContentStreamProvider> content) throws IOException {
        if (content.isEmpty()) {
            return new byte[0];
        }
        try (InputStream stream = content.get().newStream()) {
            return stream.readAllBytes();
        }
    }
}
