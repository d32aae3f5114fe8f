package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.policy.AuthorizationMessages;
import dev.sila.localcloud.service.policy.Subject;
import dev.sila.localcloud.wire.Caller;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageResponse;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who calls, and what a refusal meant. */
final class Callers {
    private final Sts sts;
    private final Foundation foundation;
    private final AuthorizationMessages messages;

    Callers(Sts sts, Foundation foundation, AuthorizationMessages messages) {
        this.sts = sts;
        this.foundation = foundation;
        this.messages = messages;
    }

    public GetCallerIdentityResponse getCallerIdentity(
            GetCallerIdentityRequest request, Caller caller) {
        Subject subject = sts.subject(caller.accessKeyId());
        return GetCallerIdentityResponse.builder()
                .account(foundation.realm().account())
                .userId(subject.userId())
                .arn(subject.arn())
                .build();
    }

    /** Every key is of this account: there is no other. */
    public GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest request) {
        String key =
                Checks.length(
                        "accessKeyId",
                        Checks.required("accessKeyId", request.accessKeyId()),
                        16,
                        128);
        Checks.matching("accessKeyId", key, "\\w*");
        return GetAccessKeyInfoResponse.builder().account(foundation.realm().account()).build();
    }

    public DecodeAuthorizationMessageResponse decodeAuthorizationMessage(
            DecodeAuthorizationMessageRequest request) {
        String encoded =
                Checks.length(
                        "encodedMessage",
                        Checks.required("encodedMessage", request.encodedMessage()),
                        1,
                        10_240);
        return DecodeAuthorizationMessageResponse.builder()
                .decodedMessage(
                        messages.decode(encoded)
                                .orElseThrow(() ->
                                        new AwsFailure(
                                                "InvalidAuthorizationMessageException",
                                                "Message is not valid")))
                .build();
    }
}
