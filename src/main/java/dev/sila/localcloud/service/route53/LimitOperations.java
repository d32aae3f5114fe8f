package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.AwsFailure;
import software.amazon.awssdk.services.route53.model.AccountLimit;
import software.amazon.awssdk.services.route53.model.AccountLimitType;
import software.amazon.awssdk.services.route53.model.GetAccountLimitRequest;
import software.amazon.awssdk.services.route53.model.GetAccountLimitResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneLimitRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneLimitResponse;
import software.amazon.awssdk.services.route53.model.HostedZoneLimit;
import software.amazon.awssdk.services.route53.model.HostedZoneLimitType;

/** What the account and its zones may have, and have. */
final class LimitOperations {
    private final ZoneStore store;

    LimitOperations(ZoneStore store) {
        this.store = store;
    }

    /** Of what the local cloud does not have there are none; the limits are AWS's. */
    public GetAccountLimitResponse getAccountLimit(GetAccountLimitRequest request) {
        AccountLimitType type = request.type();
        long limit =
                switch (type) {
                    case MAX_HOSTED_ZONES_BY_OWNER -> store.limit(ZoneStore.ZONES);
                    case MAX_HEALTH_CHECKS_BY_OWNER -> 200;
                    case MAX_REUSABLE_DELEGATION_SETS_BY_OWNER -> 100;
                    case MAX_TRAFFIC_POLICIES_BY_OWNER -> 50;
                    case MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER -> 5;
                    case UNKNOWN_TO_SDK_VERSION ->
                            throw Refusals.input("There is no limit " + request.typeAsString());
                };
        long count = type == AccountLimitType.MAX_HOSTED_ZONES_BY_OWNER ? store.zones.size() : 0;
        return GetAccountLimitResponse.builder()
                .limit(AccountLimit.builder().type(type).value(limit).build())
                .count(count)
                .build();
    }

    public GetHostedZoneLimitResponse getHostedZoneLimit(GetHostedZoneLimitRequest request) {
        Zone zone = store.zone(request.hostedZoneId());
        boolean records = request.type() == HostedZoneLimitType.MAX_RRSETS_BY_ZONE;
        if (!records && !zone.isPrivate) {
            throw new AwsFailure(
                    "HostedZoneNotPrivate",
                    "The specified hosted zone is a public hosted zone, not a private hosted"
                            + " zone.");
        }
        long limit = store.limit(records ? ZoneStore.RECORDS : ZoneStore.VPCS);
        return GetHostedZoneLimitResponse.builder()
                .limit(HostedZoneLimit.builder().type(request.type()).value(limit).build())
                .count((long) (records ? zone.records.size() : zone.vpcs.size()))
                .build();
    }
}
