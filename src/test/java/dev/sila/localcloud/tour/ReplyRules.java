package dev.sila.localcloud.tour;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * What AWS's models demand of an answer: every required member is there, every enumerated value is
 * one that the SDK knows, and there is a request ID.
 */
final class ReplyRules {
    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";
    private static final String AS_STRING = "AsString";

    private ReplyRules() {}

    /** What is wrong with an answer; each once. */
    static Collection<String> problems(Reply reply) {
        Collection<String> problems = new TreeSet<>();
        if (reply.response() instanceof AwsResponse response
                && response.responseMetadata().requestId().equals("UNKNOWN")) {
            problems.add(reply.operation() + ": no request ID");
        }
        look(reply.operation(), reply.response(), problems);
        return problems;
    }

    private static void look(String path, @Nullable Object value, Collection<String> problems) {
        switch (value) {
            case SdkPojo pojo -> members(path, pojo, problems);
            case List<?> list -> list.forEach(each -> look(path + "[]", each, problems));
            case Map<?, ?> map ->
                    map.forEach((key, each) -> look(path + "[" + key + "]", each, problems));
            case null, default -> {
                // a value without members has nothing to demand
            }
        }
    }

    private static void members(String path, SdkPojo pojo, Collection<String> problems) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value == null
                    && field.containsTrait(RequiredTrait.class, TraitType.REQUIRED_TRAIT)) {
                problems.add(path + "." + field.memberName() + ": required and not there");
            }
            look(path + "." + field.memberName(), value, problems);
        }
        for (String member : unknownEnums(pojo)) {
            problems.add(path + "." + member + ": a value that AWS's model does not have");
        }
    }

    /** Members whose text is none of the enumeration's: the SDK has a getter for each form. */
    private static List<String> unknownEnums(SdkPojo pojo) {
        List<String> unknown = new ArrayList<>();
        for (Method text : pojo.getClass().getMethods()) {
            String name = text.getName().replaceAll(AS_STRING + "s?$", "");
            if (text.getParameterCount() == 0 && !name.equals(text.getName())) {
                boolean many = text.getName().endsWith("s");
                boolean given =
                        !"".equals(get(pojo, text.getName())); // S3 has no name for us-east-1
                if (given
                        && isUnknown(get(pojo, many ? name + "s" : name))
                        && !amongAwsOwn(pojo, name)) {
                    unknown.add(name + " " + get(pojo, text.getName()));
                }
            }
        }
        return unknown;
    }

    /** By the constant's name: the SDK writes its unknown constants as "null". */
    private static boolean isUnknown(@Nullable Object value) {
        return switch (value) {
            case Enum<?> one -> one.name().equals(UNKNOWN);
            case Collection<?> many -> many.stream().anyMatch(ReplyRules::isUnknown);
            case null, default -> false;
        };
    }

    /**
     * Where AWS itself answers with what its model does not have: endpoints have states in lower
     * case, and an attached internet gateway is "available" (EC2 API reference,
     * InternetGatewayAttachment).
     */
    private static boolean amongAwsOwn(SdkPojo pojo, String member) {
        return member.equals("state")
                && (pojo instanceof VpcEndpoint || pojo instanceof InternetGatewayAttachment);
    }

    private static @Nullable Object get(SdkPojo pojo, String getter) {
        try {
            return pojo.getClass().getMethod(getter).invoke(pojo);
        } catch (NoSuchMethodException none) {
            return null;
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
