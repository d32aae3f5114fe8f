package dev.sila.localcloud.service.policy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What IAM refuses in a document that is well-formed, in IAM's words. */
final class PolicyRules {
    private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn", "aws-us-gov", "*");
    private static final Set<String> PRINCIPAL_TYPES =
            Set.of("*", "AWS", "Service", "Federated", "CanonicalUser");
    private static final Set<String> TRUST_ACTIONS =
            Set.of(
                    "sts:assumerole",
                    "sts:assumerolewithsaml",
                    "sts:assumerolewithwebidentity",
                    "sts:tagsession",
                    "sts:setsourceidentity",
                    "sts:setcontext",
                    "sts:assumerole*",
                    "sts:*");

    private PolicyRules() {}

    static void check(PolicyDocument document, PolicyKind kind) {
        if (!document.version().equals(PolicyDocument.CURRENT)
                && !document.version().equals("2008-10-17")) {
            throw new MalformedPolicy("The policy must contain a valid version string.");
        }
        Set<String> sids = new HashSet<>();
        for (Statement statement : document.statements()) {
            sid(statement.sid(), kind, sids);
            if (statement.actions().patterns().isEmpty()) {
                throw new MalformedPolicy("Policy statement must contain actions.");
            }
            statement.actions().patterns().forEach(PolicyRules::action);
            switch (kind) {
                case IDENTITY -> identity(statement);
                case TRUST -> trust(statement);
                case RESOURCE -> resource(statement);
            }
        }
    }

    private static void sid(String sid, PolicyKind kind, Set<String> sids) {
        if (kind != PolicyKind.RESOURCE && !sid.matches("[0-9A-Za-z]*")) {
            throw new MalformedPolicy(
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the"
                            + " regular expression [0-9A-Za-z]*");
        }
        if (!sid.isEmpty() && !sids.add(sid)) {
            throw new MalformedPolicy("Statement IDs (SID) in a single policy must be unique.");
        }
    }

    private static void action(String action) {
        if (action.equals("*")) {
            return;
        }
        int colon = action.indexOf(':');
        if (colon < 0) {
            throw new MalformedPolicy(
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (action.indexOf(':', colon + 1) >= 0) {
            throw new MalformedPolicy("Actions/Condition can contain only one colon.");
        }
        String vendor = action.substring(0, colon);
        if (!vendor.matches("[A-Za-z0-9.-]+")) {
            throw new MalformedPolicy("Vendor " + vendor + " is not valid");
        }
        if (!action.substring(colon + 1).matches("[A-Za-z0-9*?_-]+")) {
            throw PolicyReader.syntax();
        }
    }

    private static void identity(Statement statement) {
        if (statement.principals().isPresent()) {
            throw new MalformedPolicy("Policy document should not specify a principal.");
        }
        if (statement.resources().map(each -> each.patterns().isEmpty()).orElse(true)) {
            throw new MalformedPolicy("Policy statement must contain resources.");
        }
        statement.resources().orElseThrow().patterns().forEach(PolicyRules::resource);
    }

    private static void trust(Statement statement) {
        if (statement.principals().isEmpty()) {
            throw new MalformedPolicy("Missing required field Principal");
        }
        principals(statement.principals().get());
        if (statement.resources().isPresent()) {
            throw new MalformedPolicy("Has prohibited field Resource");
        }
        for (String action : statement.actions().patterns()) {
            if (!TRUST_ACTIONS.contains(action.toLowerCase(Locale.ROOT))) {
                throw new MalformedPolicy(
                        "AssumeRole policy may only specify STS AssumeRole actions.");
            }
        }
    }

    private static void resource(Statement statement) {
        if (statement.principals().isEmpty()) {
            throw new MalformedPolicy("Missing required field Principal");
        }
        principals(statement.principals().get());
        if (statement.resources().map(each -> each.patterns().isEmpty()).orElse(true)) {
            throw new MalformedPolicy("Missing required field Resource");
        }
    }

    private static void principals(Principals principals) {
        principals.names().forEach((type, names) -> names.forEach(name -> principal(type, name)));
    }

    private static void principal(String type, String name) {
        boolean valid =
                switch (type) {
                    case "*" -> true;
                    case "AWS" ->
                            name.equals("*")
                                    || name.matches(
                                            "\\d{12}|A[IR][A-Z0-9]{14,}|arn:aws[\\w-]*:(iam|sts)::\\d{12}:"
                                                    + "(root|(user|role|assumed-role|federated-user)/[!-~]+)");
                    case "Service" ->
                            name.matches(
                                    "[a-z0-9*][a-z0-9.*-]*\\.(amazonaws|amazon)\\.com(\\.cn)?");
                    case "Federated" ->
                            name.matches(
                                    "[A-Za-z0-9.-]+\\.[a-z]+|arn:aws[\\w-]*:iam::\\d{12}:\\S+");
                    default -> PRINCIPAL_TYPES.contains(type);
                };
        if (!valid) {
            throw new MalformedPolicy(
                    "Invalid principal in policy: \"%s\":\"%s\""
                            .formatted(
                                    type.equals("AWS") ? type : type.toUpperCase(Locale.ROOT),
                                    name));
        }
    }

    private static void resource(String resource) {
        if (resource.equals("*")) {
            return;
        }
        String[] parts = resource.split(":(?![^{]*\\})", 6);
        if (!parts[0].equals("arn") || parts.length < 6) {
            throw new MalformedPolicy("Resource " + resource + " must be in ARN format or \"*\".");
        }
        if (!PARTITIONS.contains(parts[1])) {
            throw new MalformedPolicy(
                    "Partition \"%s\" is not valid for resource \"%s\"."
                            .formatted(parts[1], resource));
        }
        if (!parts[2].equals("*") && !parts[2].matches("[A-Za-z0-9.-]+")) {
            throw new MalformedPolicy(
                    "Resource vendor must be fully qualified and cannot contain regexes.");
        }
        if (parts[2].equals("iam") && !parts[3].isEmpty() && !parts[3].equals("*")) {
            throw new MalformedPolicy(
                    "IAM resource " + resource + " cannot contain region information.");
        }
        if (parts[2].equals("s3")
                && resource.matches(
                        "arn:[^:]*:s3:[a-z0-9-]+:[^:]*:(?!accesspoint|job|storage).*")) {
            throw new MalformedPolicy(
                    "Resource " + resource + " can not contain region information.");
        }
    }
}
