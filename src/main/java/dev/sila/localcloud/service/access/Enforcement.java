package dev.sila.localcloud.service.access;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.service.policy.AccessRequest;
import dev.sila.localcloud.service.policy.AuthorizationMessages;
import dev.sila.localcloud.service.policy.ContextKeys;
import dev.sila.localcloud.service.policy.Decision;
import dev.sila.localcloud.service.policy.Subject;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Decides by policies whether a call may be made, before its handler and before a dry run is
 * answered. Root may make every call. Policies of resources (buckets, queues, topics) are for their
 * services to look at; those who are allowed only by such a policy are refused here.
 */
public final class Enforcement implements Interceptor {
    private final Surroundings surroundings;
    private final Timeline timeline;
    private final Permissions permissions;
    private final RequestKeys keys;
    private final Denial denial;

    /**
     * @param messages encodes what a refusal of EC2 was about
     */
    public Enforcement(
            Foundation foundation, Surroundings surroundings, AuthorizationMessages messages) {
        this.surroundings = surroundings;
        this.timeline = foundation.timeline();
        this.permissions =
                new Permissions(surroundings, new Resources(foundation.realm(), surroundings));
        this.keys = new RequestKeys(foundation.realm(), surroundings);
        this.denial = new Denial(messages);
    }

    @Override
    public SdkPojo around(Call call, Handling next) throws ConnectionLost {
        Subject subject = surroundings.subject(call.caller().accessKeyId());
        if (!subject.root() && !Actions.free(call.service(), call.action())) {
            decide(call, subject);
        }
        return next.handle(call);
    }

    private void decide(Call call, Subject subject) {
        RequestFields fields = new RequestFields(call.request());
        ContextKeys known = subject.keys().with(keys.of(call, fields, timeline.now()));
        for (Needed needed : permissions.of(call, fields, subject.arn())) {
            ContextKeys all = known.with(needed.keys());
            for (String resource : needed.resources()) {
                AccessRequest request =
                        new AccessRequest(
                                subject.principal(),
                                needed.action(),
                                resource,
                                all.with(keys.ofResource(call.service(), resource)));
                Decision decision = subject.policies().decide(request);
                if (!decision.allowed()) {
                    throw denial.of(call.service(), subject, request, decision);
                }
            }
        }
    }
}
