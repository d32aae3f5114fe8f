package dev.sila.localcloud.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The SDK's HTTP client that reaches the local cloud of this process without a socket. */
public final class InProcessHttpClient implements SdkHttpClient {
    private final Wire wire;

    public InProcessHttpClient(Wire wire) {
        this.wire = wire;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return response(wire.handle(incoming(request)));
            }

            @Override
            public void abort() {
                // a call in this process has ended by the time anybody could abort it
            }
        };
    }

    @Override
    public String clientName() {
        return "InProcess";
    }

    @Override
    public void close() {
        // holds nothing
    }

    private Incoming incoming(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        Map<String, String> headers = new HashMap<>();
        headers.put("Host", http.host());
        http.forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
        ContentStreamProvider provider = request.contentStreamProvider().orElse(null);
        try (InputStream body =
                provider == null ? InputStream.nullInputStream() : provider.newStream()) {
            return wire.receive(
                    http.method().name(),
                    http.encodedPath(),
                    http.encodedQueryParameters().orElse(""),
                    headers,
                    body);
        }
    }

    private static HttpExecuteResponse response(Outgoing outgoing) throws IOException {
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(outgoing.status());
        outgoing.headers().forEach(head::putHeader);
        long length = outgoing.body().length();
        if (length > 0 || head.firstMatchingHeader("Content-Length").isEmpty()) {
            head.putHeader("Content-Length", Long.toString(length));
        }
        return HttpExecuteResponse.builder()
                .response(head.build())
                .responseBody(AbortableInputStream.create(outgoing.body().open()))
                .build();
    }
}
