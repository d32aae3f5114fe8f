package dev.sila.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Sees every call of one service's client: holds it back, counts it, keeps the audit. */
final class Oversight implements ExecutionInterceptor {
    private static final Pattern CODE =
            Pattern.compile("<Code>([^<]+)</Code>|\"__type\"\\s*:\\s*\"(?:[^\"#]*#)?([^\"]+)\"");

    private final String service;
    private final Session session;
    private final Newcomers newcomers;

    Oversight(String service, Session session, Newcomers newcomers) {
        this.service = service;
        this.session = session;
        this.newcomers = newcomers;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String action = action(attributes);
        session.calls().call(service, action);
        if (!Actions.reading(action)) {
            session.audit().ready();
        }
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        session.calls().waited(session.throttle().admit(call(context.request(), attributes)));
        session.calls().attempt();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (context.httpResponse().isSuccessful() || context.responseBody().isEmpty()) {
            return context.responseBody();
        }
        byte[] body = read(context.responseBody().get());
        Matcher code = CODE.matcher(new String(body, StandardCharsets.UTF_8));
        if (code.find()) {
            String name = code.group(1) == null ? code.group(2) : code.group(1);
            if (AwsErrors.meaning(name, "") == AwsErrors.Meaning.THROTTLED) {
                session.calls().refused();
                session.throttle().refused(call(context.request(), attributes));
            }
        }
        return Optional.of(new ByteArrayInputStream(body));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        String action = action(attributes);
        if (!Actions.reading(action)) {
            newcomers.heed(action, context.request(), context.response());
            String requestId =
                    context.response() instanceof AwsResponse response
                            ? response.responseMetadata().requestId()
                            : null;
            session.audit()
                    .record(
                            new Audit.Entry(
                                    service,
                                    action,
                                    Subjects.of(context.request(), context.response()),
                                    requestId,
                                    "done",
                                    null));
        }
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        String action = action(attributes);
        if (Actions.reading(action)) {
            return;
        }
        Throwable error = context.exception();
        AwsServiceException refusal = error instanceof AwsServiceException aws ? aws : null;
        String outcome =
                AwsErrors.unsure(error) ? "unsure" : refusal == null ? "failed" : "refused";
        session.audit()
                .record(
                        new Audit.Entry(
                                service,
                                action,
                                Subjects.of(context.request()),
                                refusal == null ? null : refusal.requestId(),
                                outcome,
                                AwsErrors.code(error)));
    }

    private static String action(ExecutionAttributes attributes) {
        return Objects.requireNonNull(
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    private Limits.Call call(SdkPojo request, ExecutionAttributes attributes) {
        boolean bare = true;
        int instances = 0;
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            boolean set = value instanceof Collection<?> many ? !many.isEmpty() : value != null;
            bare &= !set;
            if (field.memberName().equals("MaxCount") && value instanceof Integer count) {
                instances = count;
            } else if (field.memberName().equals("InstanceIds")
                    && value instanceof Collection<?> ids) {
                instances = ids.size();
            }
        }
        return new Limits.Call(service, action(attributes), bare, instances);
    }

    private static byte[] read(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
