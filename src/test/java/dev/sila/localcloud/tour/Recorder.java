package dev.sila.localcloud.tour;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Keeps every successful answer that the SDK's clients get. */
final class Recorder implements ExecutionInterceptor {
    private static final ExecutionAttribute<byte[]> BODY = new ExecutionAttribute<>("body");

    private final List<Reply> replies = new CopyOnWriteArrayList<>();

    List<Reply> replies() {
        return replies;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody()
                .map(stream -> {
                    try {
                        byte[] body = stream.readAllBytes();
                        attributes.putAttribute(BODY, body);
                        return new ByteArrayInputStream(body);
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                });
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkHttpResponse http = context.httpResponse();
        byte[] body = attributes.getAttribute(BODY);
        replies.add(
                new Reply(
                        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                        attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                        http.statusCode(),
                        http.headers(),
                        body == null ? new byte[0] : body,
                        (SdkPojo) context.response()));
    }
}
