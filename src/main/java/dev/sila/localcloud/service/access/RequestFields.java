package dev.sila.localcloud.service.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Reads members of a request by name, without knowing its type. */
final class RequestFields {
    private final SdkPojo request;

    RequestFields(SdkPojo request) {
        this.request = request;
    }

    /** The value of a member, if it is a text that was given. */
    Optional<String> text(String member) {
        return value(member).filter(each -> !(each instanceof SdkPojo)).map(Object::toString);
    }

    /** All texts of a member that is a text or a list of texts. */
    List<String> texts(String member) {
        return value(member)
                .map(each -> each instanceof Collection<?> many ? many : List.of(each))
                .orElse(List.of())
                .stream()
                .filter(each -> each instanceof String)
                .map(Object::toString)
                .toList();
    }

    /** Whether a member is true. */
    boolean flag(String member) {
        return value(member).filter(Boolean.TRUE::equals).isPresent();
    }

    /** The objects of a member that is an object or a list of objects. */
    List<RequestFields> objects(String member) {
        return value(member)
                .map(each -> each instanceof Collection<?> many ? many : List.of(each))
                .orElse(List.of())
                .stream()
                .filter(each -> each instanceof SdkPojo)
                .map(each -> new RequestFields((SdkPojo) each))
                .toList();
    }

    /** The entries of a member that is a map of texts. */
    Map<String, String> map(String member) {
        Map<String, String> map = new TreeMap<>();
        if (value(member).orElse("") instanceof Map<?, ?> given) {
            given.forEach((key, each) -> map.put(String.valueOf(key), String.valueOf(each)));
        }
        return map;
    }

    /** The names of all members. */
    List<String> members() {
        return request.sdkFields().stream().map(SdkField::memberName).toList();
    }

    private Optional<Object> value(String member) {
        for (SdkField<?> field : request.sdkFields()) {
            if (field.memberName().equals(member)) {
                return Optional.ofNullable(field.getValueOrDefault(request));
            }
        }
        return Optional.empty();
    }
}
