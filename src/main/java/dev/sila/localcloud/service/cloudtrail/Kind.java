package dev.sila.localcloud.service.cloudtrail;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What CloudTrail makes of an operation. Management events that change something are recorded;
 * reading is not, but for the opening of sessions; data events are not in the event history of AWS
 * either.
 */
enum Kind {
    CHANGING,
    READING,
    NOT_RECORDED;

    private static final Pattern READS =
            Pattern.compile(
                    "(Describe|Get|List|Head|Lookup|Search|Simulate|Check|Preview|BatchGet|Receive"
                            + "|Select|Test|Estimate|Decode|Validate|Filter|Poll|Scan|Query)"
                            + "[A-Z0-9].*");
    private static final Set<String> SESSIONS =
            Set.of(
                    "AssumeRole",
                    "AssumeRoleWithSAML",
                    "AssumeRoleWithWebIdentity",
                    "GetSessionToken",
                    "GetFederationToken");
    private static final Map<String, Pattern> DATA =
            Map.of(
                    "s3", Pattern.compile(".*Object.*|.*Part.*|.*MultipartUpload.*"),
                    "sns", Pattern.compile("Publish.*"),
                    "sqs", Pattern.compile(".*Message.*"),
                    "monitoring", Pattern.compile("PutMetricData"),
                    "logs", Pattern.compile("PutLogEvents"),
                    "events", Pattern.compile("PutEvents|TestEventPattern"));

    static Kind of(String service, String action) {
        if (service.equals("sts") && SESSIONS.contains(action)) {
            return READING;
        }
        Pattern data = DATA.get(service);
        boolean isData =
                data != null
                        && data.matcher(action).matches()
                        && !action.equals("PutObjectLockConfiguration");
        return isData || READS.matcher(action).matches() ? NOT_RECORDED : CHANGING;
    }
}
