package dev.sila.localcloud.service.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Decisions that AWS's documentation gives, most of them from the IAM user guide: "Policy
 * evaluation logic", "Condition operators", "Set operators for multivalued context keys", "Policy
 * variables", "NotPrincipal", "Permissions boundaries".
 */
class EvaluationTest {
    private static final String ACCOUNT = "123456789012";
    private static final String ANN = "arn:aws:iam::123456789012:user/ann";
    private static final Principal USER = Principal.user(ANN, ACCOUNT);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nothing allows                | Allow | s3:GetObject | * | s3:PutObject | arn:aws:s3:::b/k | IMPLICIT_DENY
                    the action allows             | Allow | s3:GetObject | * | s3:GetObject | arn:aws:s3:::b/k | ALLOWED
                    case of actions               | Allow | S3:getobject | * | s3:GetObject | arn:aws:s3:::b/k | ALLOWED
                    case of resources             | Allow | s3:* | arn:aws:s3:::B/* | s3:GetObject | arn:aws:s3:::b/k | IMPLICIT_DENY
                    wildcard in the action        | Allow | ec2:Describe* | * | ec2:DescribeVpcs | * | ALLOWED
                    wildcard inside               | Allow | iam:*AccessKey* | * | iam:CreateAccessKey | arn:aws:iam::1:user/a | ALLOWED
                    one character                 | Allow | ec2:Describe?pcs | * | ec2:DescribeVpcs | * | ALLOWED
                    everything                    | Allow | * | * | sqs:SendMessage | arn:aws:sqs:r:1:q | ALLOWED
                    a star spans slashes          | Allow | s3:* | arn:aws:s3:::b/*/x | s3:GetObject | arn:aws:s3:::b/a/c/x | ALLOWED
                    the bucket is not its objects | Allow | s3:* | arn:aws:s3:::b | s3:GetObject | arn:aws:s3:::b/k | IMPLICIT_DENY
                    a name is not a beginning     | Allow | s3:* | arn:aws:s3:::b/* | s3:GetObject | arn:aws:s3:::bb/k | IMPLICIT_DENY
                    a deny denies                 | Deny | s3:* | * | s3:GetObject | arn:aws:s3:::b/k | EXPLICIT_DENY
                    a dot is a dot                | Allow | s3:* | arn:aws:s3:::a.b | s3:ListBucket | arn:aws:s3:::axb | IMPLICIT_DENY
                    """)
    void oneStatement(
            String what,
            String effect,
            String action,
            String resource,
            String asked,
            String on,
            Decision.Outcome outcome) {
        String policy =
                policy(effect, "\"Action\": \"%s\", \"Resource\": \"%s\"", action, resource);
        assertThat(decide(policy, asked, on, Map.of())).as(what).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} {1} {2} of {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    StringEquals            | k | a      | a          | true
                    StringEquals            | k | a      | A          | false
                    StringEquals            | k | a*     | ab         | false
                    StringEquals            | k | a,b    | b          | true
                    StringEquals            | k | a      | none       | false
                    StringNotEquals         | k | a      | b          | true
                    StringNotEquals         | k | a,b    | b          | false
                    StringNotEquals         | k | a      | none       | true
                    StringEqualsIgnoreCase  | k | a      | A          | true
                    StringNotEqualsIgnoreCase | k | a    | A          | false
                    StringLike              | k | a*     | ab         | true
                    StringNotLike           | k | a*     | ab         | false
                    StringLike              | K | a      | a          | true
                    StringEqualsIfExists    | k | a      | none       | true
                    StringEqualsIfExists    | k | a      | b          | false
                    NumericEquals           | k | 10     | 10.0       | true
                    NumericNotEquals        | k | 10     | 11         | true
                    NumericLessThan         | k | 10     | 9          | true
                    NumericLessThan         | k | 10     | 10         | false
                    NumericLessThanEquals   | k | 10     | 10         | true
                    NumericGreaterThan      | k | 10     | 9          | false
                    NumericGreaterThanEquals | k | 10    | x          | false
                    DateGreaterThan         | k | 2020-04-01T00:00:00Z | 2020-04-01T00:00:01Z | true
                    DateLessThan            | k | 2020-06-30T23:59:59Z | 1585699200 | true
                    DateEquals              | k | 2020-06-30 | 2020-06-30T00:00:00+0000 | true
                    DateNotEquals           | k | 2020-06-30 | 2020-06-30T02:00:00+02:00 | false
                    DateLessThanEquals      | k | x      | 2020-06-30 | false
                    Bool                    | k | true   | true       | true
                    Bool                    | k | true   | none       | false
                    BoolIfExists            | k | true   | none       | true
                    Null                    | k | true   | none       | true
                    Null                    | k | true   | a          | false
                    Null                    | k | false  | a          | true
                    IpAddress               | k | 203.0.113.0/24 | 203.0.113.9 | true
                    IpAddress               | k | 203.0.113.0/24 | 203.0.114.9 | false
                    IpAddress               | k | 203.0.113.9 | 203.0.113.9 | true
                    IpAddress               | k | 2001:DB8:1234:5678::/64 | 2001:db8:1234:5678::1 | true
                    IpAddress               | k | 2001:DB8:1234:5678::/64 | 203.0.113.9 | false
                    NotIpAddress            | k | 203.0.113.0/24 | 198.51.100.1 | true
                    ArnEquals               | k | arn:aws:sns:*:1:t | arn:aws:sns:r:1:t | true
                    ArnLike                 | k | arn:aws:sns:*:t | arn:aws:sns:r:1:t | false
                    ArnLike                 | k | arn:aws:iam::1:role/* | arn:aws:iam::1:role/a/b | true
                    ArnNotLike              | k | arn:aws:iam::1:role/* | arn:aws:iam::1:user/a | true
                    BinaryEquals            | k | QmluYXJ5 | QmluYXJ5 | true
                    ForAllValues:StringEquals | k | a,b,c | a,b       | true
                    ForAllValues:StringEquals | k | a,b  | a,x        | false
                    ForAllValues:StringEquals | k | a    | none       | true
                    ForAnyValue:StringEquals | k | a,b   | x,b        | true
                    ForAnyValue:StringEquals | k | a,b   | x,y        | false
                    ForAnyValue:StringEquals | k | a     | none       | false
                    ForAllValues:StringNotEquals | k | a | x,y        | true
                    ForAllValues:StringNotLike | k | a*  | x,ab       | false
                    ForAnyValue:StringNotEquals | k | a  | a,x        | true
                    ForAnyValue:StringLikeIfExists | k | a* | none    | true
                    """)
    void oneCondition(
            String operator, String key, String wanted, @Nullable String actual, boolean holds) {
        String values =
                Stream.of(wanted.split(","))
                        .map(each -> "\"" + each + "\"")
                        .collect(Collectors.joining(", "));
        String policy =
                policy(
                        "Allow",
                        "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"%s\": {\"%s\": [%s]}}",
                        operator,
                        key,
                        values);
        Map<String, List<String>> keys =
                actual == null ? Map.of() : Map.of("k", List.of(actual.split(",")));
        assertThat(decide(policy, "s3:GetObject", "*", keys) == Decision.Outcome.ALLOWED)
                .isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    home/${aws:username}/*        | ann  | home/ann/x | true
                    home/${aws:username}/*        | ann  | home/bob/x | false
                    home/${aws:username}/*        | none | home//x | false
                    home/${aws:username, 'all'}/* | none | home/all/x | true
                    home/${aws:username, 'all'}/* | ann  | home/all/x | false
                    home/${aws:username}/*        | *    | home/bob/x | false
                    home/${*}                     | ann  | home/* | true
                    home/${*}                     | ann  | home/x | false
                    home/${$}${?}                 | ann  | home/$? | true
                    """)
    void variables(String pattern, @Nullable String user, String key, boolean allowed) {
        String policy =
                policy("Allow", "\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::%s\"", pattern);
        Map<String, List<String>> keys =
                user == null ? Map.of() : Map.of("aws:UserName", List.of(user));
        Decision.Outcome outcome = decide(policy, "s3:GetObject", "arn:aws:s3:::" + key, keys);
        assertThat(outcome == Decision.Outcome.ALLOWED).isEqualTo(allowed);
    }

    @Test
    void theOldVersionHasNoVariables() {
        String policy =
                """
                {"Version": "2008-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
                  "Resource": "arn:aws:s3:::home/${aws:username}"}}
                """;
        Map<String, List<String>> keys = Map.of("aws:username", List.of("ann"));
        assertThat(decide(policy, "s3:GetObject", "arn:aws:s3:::home/ann", keys))
                .isEqualTo(Decision.Outcome.IMPLICIT_DENY);
        assertThat(decide(policy, "s3:GetObject", "arn:aws:s3:::home/${aws:username}", keys))
                .isEqualTo(Decision.Outcome.ALLOWED);
    }

    @Test
    void notActionAndNotResourceMeanAllOthers() {
        String others = policy("Allow", "\"NotAction\": \"iam:*\", \"Resource\": \"*\"");
        assertThat(decide(others, "s3:GetObject", "*", Map.of()))
                .isEqualTo(Decision.Outcome.ALLOWED);
        assertThat(decide(others, "iam:GetUser", "*", Map.of()))
                .isEqualTo(Decision.Outcome.IMPLICIT_DENY);
        String elsewhere =
                policy("Deny", "\"Action\": \"s3:*\", \"NotResource\": \"arn:aws:s3:::b/*\"");
        assertThat(decide(elsewhere, "s3:GetObject", "arn:aws:s3:::c/k", Map.of()))
                .isEqualTo(Decision.Outcome.EXPLICIT_DENY);
        assertThat(decide(elsewhere, "s3:GetObject", "arn:aws:s3:::b/k", Map.of()))
                .isEqualTo(Decision.Outcome.IMPLICIT_DENY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "Principal": "*"                                                        | ALLOWED
                    "Principal": {"AWS": "*"}                                               | ALLOWED
                    "Principal": {"AWS": "arn:aws:iam::123456789012:user/ann"}              | ALLOWED
                    "Principal": {"AWS": ["arn:aws:iam::123456789012:user/bob"]}            | IMPLICIT_DENY
                    "Principal": {"AWS": "123456789012"}                                    | IMPLICIT_DENY
                    "Principal": {"AWS": "arn:aws:iam::123456789012:root"}                  | IMPLICIT_DENY
                    "Principal": {"Service": "sns.amazonaws.com"}                           | IMPLICIT_DENY
                    "NotPrincipal": {"AWS": "arn:aws:iam::123456789012:user/bob"}           | ALLOWED
                    "NotPrincipal": {"AWS": "arn:aws:iam::123456789012:user/ann"}           | IMPLICIT_DENY
                    """,
            quoteCharacter = '`')
    void principalsOfAResource(String principal, Decision.Outcome outcome) {
        PolicyDocument document =
                PolicyDocument.parse(
                        policy("Allow", principal + ", \"Action\": \"sqs:*\", \"Resource\": \"*\""),
                        PolicyKind.RESOURCE);
        AccessRequest request =
                new AccessRequest(USER, "sqs:SendMessage", "arn:aws:sqs:r:1:q", ContextKeys.NONE);
        assertThat(document.decide(request).outcome()).isEqualTo(outcome);
    }

    @Test
    void aServiceIsAllowedByTheResource() {
        PolicyDocument document =
                PolicyDocument.parse(
                        policy(
                                "Allow",
                                "\"Principal\": {\"Service\": \"sns.amazonaws.com\"}, \"Action\":"
                                        + " \"sqs:SendMessage\", \"Resource\": \"*\", \"Condition\":"
                                        + " {\"ArnEquals\": {\"aws:SourceArn\": \"arn:aws:sns:r:1:t\"}}"),
                        PolicyKind.RESOURCE);
        ContextKeys keys = new ContextKeys(Map.of("AWS:SourceArn", List.of("arn:aws:sns:r:1:t")));
        Principal sns = Principal.service("sns.amazonaws.com");
        assertThat(document.decide(new AccessRequest(sns, "sqs:SendMessage", "q", keys)).allowed())
                .isTrue();
        assertThat(
                        document.decide(
                                        new AccessRequest(
                                                sns, "sqs:SendMessage", "q", ContextKeys.NONE))
                                .allowed())
                .isFalse();
    }

    @Test
    void everyLayerMustAllowAndAnyMayDeny() {
        SourcedPolicy all =
                sourced("all", policy("Allow", "\"Action\": \"*\", \"Resource\": \"*\""));
        SourcedPolicy s3 =
                sourced("s3", policy("Allow", "\"Action\": \"s3:*\", \"Resource\": \"*\""));
        SourcedPolicy none =
                sourced("no", policy("Deny", "\"Action\": \"s3:*\", \"Resource\": \"*\""));
        Policies bounded =
                new Policies(
                        List.of(all), Optional.of(List.of(s3)), Optional.empty(), Optional.empty());
        assertThat(ask(bounded, "s3:GetObject").allowed()).isTrue();
        assertThat(ask(bounded, "ec2:RunInstances"))
                .isEqualTo(
                        new Decision(
                                Decision.Outcome.IMPLICIT_DENY,
                                Decision.Layer.BOUNDARY,
                                List.of()));
        Policies session =
                new Policies(
                        List.of(s3), Optional.empty(), Optional.of(List.of(all)), Optional.empty());
        assertThat(ask(session, "s3:GetObject").allowed()).isTrue();
        assertThat(ask(session, "ec2:RunInstances").layer()).isEqualTo(Decision.Layer.IDENTITY);
        Policies denied =
                new Policies(
                        List.of(all),
                        Optional.empty(),
                        Optional.of(List.of(none)),
                        Optional.empty());
        assertThat(ask(denied, "s3:GetObject").because("s3:GetObject"))
                .isEqualTo("with an explicit deny in a session policy");
        assertThat(ask(Policies.ofIdentity(List.of(all, none)), "s3:GetObject").matched())
                .extracting(each -> each.policy().id())
                .containsExactly("no");
    }

    @Test
    void statementsKnowWhereTheyStand() {
        PolicyDocument document =
                PolicyDocument.parse(
                        "{\"Statement\": [\n  {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\":"
                                + " \"*\"}\n]}",
                        PolicyKind.IDENTITY);
        assertThat(document.statements().getFirst().span()).isEqualTo(new Span(2, 3, 2, 54));
    }

    private static Decision ask(Policies policies, String action) {
        return policies.decide(new AccessRequest(USER, action, "*", ContextKeys.NONE));
    }

    private static SourcedPolicy sourced(String id, String policy) {
        return new SourcedPolicy(id, "", PolicyDocument.parse(policy, PolicyKind.IDENTITY));
    }

    private static Decision.Outcome decide(
            String policy, String action, String resource, Map<String, List<String>> keys) {
        return Policies.ofIdentity(List.of(sourced("p", policy)))
                .decide(new AccessRequest(USER, action, resource, new ContextKeys(keys)))
                .outcome();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private static String policy(String effect, String rest, Object... parts) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"%s\", %s}]}"
                .formatted(effect, String.format(rest, parts));
    }
}
