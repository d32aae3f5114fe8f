package dev.sila.localcloud.service.ec2;

import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.BlobAttributeValue;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;

/**
 * ModifyInstanceAttribute takes an attribute in a member of its own, or by name with a value as
 * text. The second form becomes the first here.
 */
final class AttributeByName {
    private AttributeByName() {}

    static ModifyInstanceAttributeRequest resolved(ModifyInstanceAttributeRequest request) {
        String name = request.attributeAsString();
        if (name == null || request.value() == null) {
            return request.toBuilder().attribute((InstanceAttributeName) null).value(null).build();
        }
        String value = request.value();
        ModifyInstanceAttributeRequest.Builder plain =
                request.toBuilder().attribute((InstanceAttributeName) null).value(null);
        switch (name) {
            case "instanceType" -> plain.instanceType(text(value));
            case "userData" -> plain.userData(bytes(value));
            case "instanceInitiatedShutdownBehavior" ->
                    plain.instanceInitiatedShutdownBehavior(text(value));
            case "disableApiTermination" -> plain.disableApiTermination(flag(name, value));
            case "disableApiStop" -> plain.disableApiStop(flag(name, value));
            case "sourceDestCheck" -> plain.sourceDestCheck(flag(name, value));
            case "ebsOptimized" -> plain.ebsOptimized(flag(name, value));
            case "enaSupport" -> plain.enaSupport(flag(name, value));
            default ->
                    throw Refusals.invalid(
                            "attribute", name, "The attribute is unknown or cannot be changed so.");
        }
        return plain.build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.builder().value(value).build();
    }

    private static BlobAttributeValue bytes(String base64) {
        UserData.check(base64);
        byte[] bytes = Base64.getMimeDecoder().decode(base64);
        return BlobAttributeValue.builder().value(SdkBytes.fromByteArray(bytes)).build();
    }

    private static AttributeBooleanValue flag(String name, String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw Refusals.invalid(name, value, "Expecting true or false.");
        }
        return AttributeBooleanValue.builder().value(Boolean.valueOf(value)).build();
    }
}
