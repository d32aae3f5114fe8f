package dev.sila.localcloud.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private static Incoming incoming(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        Map<String, String> headers = new HashMap<>();
        http.forEachHeader((name, values) -> headers.put(name, values.getFirst()));
        return new Incoming(
                http.method().name(),
                http.encodedPath(),
                http.encodedQueryParameters().orElse(""),
                headers,
                body(request.contentStreamProvider().orElse(null)));
    }

    private static byte[] body(@Nullable ContentStreamProvider provider) throws IOException {
        if (provider == null) {
            return new byte[0];
        }
        try (InputStream stream = provider.newStream()) {
            return stream.readAllBytes();
        }
    }

    private static HttpExecuteResponse response(Outgoing outgoing) {
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(outgoing.status());
        outgoing.headers().forEach(head::putHeader);
        head.putHeader("Content-Length", Integer.toString(outgoing.body().length));
        return HttpExecuteResponse.builder()
                .response(head.build())
                .responseBody(
                        AbortableInputStream.create(new ByteArrayInputStream(outgoing.body())))
                .build();
    }
}
