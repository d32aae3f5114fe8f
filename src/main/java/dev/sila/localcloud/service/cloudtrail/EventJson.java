package dev.sila.localcloud.service.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.wire.Members;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Events as CloudTrail writes them (user guide, "CloudTrail record contents"). Members of requests
 * and responses have the API's names with a small first letter. What is secret is hidden.
 */
final class EventJson {
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
    private static final Set<String> SECRETS =
            Set.of(
                    "password",
                    "newpassword",
                    "oldpassword",
                    "masteruserpassword",
                    "secretaccesskey",
                    "sessiontoken",
                    "privatekey",
                    "keymaterial",
                    "userdata",
                    "authtoken",
                    "samlassertion",
                    "webidentitytoken",
                    "tokencode",
                    "plaintext");

    private final Realm realm;

    EventJson(Realm realm) {
        this.realm = realm;
    }

    String of(Event event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("eventVersion", "1.11");
        json.set("userIdentity", identity(event));
        json.put("eventTime", event.time().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("eventSource", event.source());
        json.put("eventName", event.call().action());
        json.put("awsRegion", realm.region());
        String agent = event.call().caller().userAgent();
        json.put("sourceIPAddress", event.isOfService() ? agent : "127.0.0.1");
        json.put("userAgent", agent);
        AwsFailure failure = event.failure();
        if (failure != null) {
            json.put("errorCode", code(event.call().service(), failure));
            json.put("errorMessage", failure.getMessage());
        }
        json.set("requestParameters", members(event, event.call().request()));
        json.set("responseElements", event.readOnly() ? null : members(event, event.response()));
        json.put("requestID", event.call().requestId());
        json.put("eventID", event.id());
        json.put("readOnly", event.readOnly());
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        event.resources()
                .forEach(each ->
                        resources
                                .addObject()
                                .put("accountId", realm.account())
                                .put("type", each.type())
                                .put("ARN", each.name()));
        if (!resources.isEmpty()) {
            json.set("resources", resources);
        }
        json.put("eventType", "AwsApiCall");
        json.put("managementEvent", true);
        json.put("recipientAccountId", realm.account());
        json.put("eventCategory", "Management");
        return json.toString();
    }

    /** EC2's codes bear whose fault it was. */
    private static String code(String service, AwsFailure failure) {
        if (!service.equals("ec2")) {
            return failure.code();
        }
        return (failure.status() < 500 ? "Client." : "Server.") + failure.code();
    }

    private ObjectNode identity(Event event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String arn = event.identity().arn();
        String type = "Root";
        if (arn.contains(":assumed-role/")) {
            type = "AssumedRole";
        } else if (arn.contains(":user/")) {
            type = "IAMUser";
        } else if (arn.contains(":federated-user/")) {
            type = "FederatedUser";
        }
        json.put("type", type);
        json.put("principalId", event.identity().id());
        json.put("arn", arn);
        json.put("accountId", realm.account());
        if (event.isOfService()) {
            json.put("invokedBy", event.call().caller().userAgent());
        } else {
            json.put("accessKeyId", event.call().caller().accessKeyId());
        }
        if (type.equals("IAMUser")) {
            json.put("userName", event.username());
        }
        if (type.equals("AssumedRole")) {
            issuer(json, event);
        }
        return json;
    }

    /** The role of a session. */
    private void issuer(ObjectNode json, Event event) {
        String role = event.identity().arn().replaceFirst("^.*:assumed-role/", "");
        String name = role.substring(0, Math.max(0, role.lastIndexOf('/')));
        ObjectNode context = json.putObject("sessionContext");
        context.putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", event.identity().id().replaceFirst(":.*", ""))
                .put("arn", realm.globalArn("iam", "role/" + name))
                .put("accountId", realm.account())
                .put("userName", name);
    }

    private static @Nullable JsonNode members(Event event, @Nullable SdkPojo object) {
        if (object == null) {
            return null;
        }
        ObjectNode members = Members.of(object);
        if (event.call().service().equals("ssm")) {
            hideOfSystemsManager(event.call().action(), members);
        }
        JsonNode shown = shown(members);
        return shown.isEmpty() ? null : shown;
    }

    /** Values of parameters, and what commands are given. */
    private static void hideOfSystemsManager(String action, ObjectNode members) {
        if (action.equals("PutParameter") && members.has("Value")) {
            members.put("Value", HIDDEN);
        }
        if (action.equals("SendCommand")) {
            ObjectNode holder =
                    members.get("Command") instanceof ObjectNode command ? command : members;
            if (holder.has("Parameters")) {
                holder.put("Parameters", HIDDEN);
            }
        }
    }

    /** With small first letters and without secrets. */
    private static JsonNode shown(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> array.add(shown(each)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.forEachEntry((name, value) -> {
            String small =
                    name.isEmpty()
                            ? name
                            : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
            boolean secret = SECRETS.contains(name.toLowerCase(Locale.ROOT)) && value.isValueNode();
            object.set(small, secret ? TextNode.valueOf("<sensitiveDataRemoved>") : shown(value));
        });
        return object;
    }
}
