package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Tag;

/** Source: S3 user guide, "Categorizing your objects using tags", "Using cost allocation tags". */
final class Tags {
    private static final int OF_OBJECT = 10;
    private static final int OF_BUCKET = 50;

    private Tags() {}

    static Map<String, String> ofObject(List<Tag> tags) {
        return checked(tags, OF_OBJECT, "Object tags cannot be greater than 10");
    }

    static Map<String, String> ofBucket(List<Tag> tags) {
        return checked(tags, OF_BUCKET, "Bucket tag count cannot be greater than 50");
    }

    /** Those of a header, written as a query string. */
    static Map<String, String> ofHeader(@Nullable String header) {
        List<Tag> tags = new ArrayList<>();
        for (String pair : header == null ? new String[0] : header.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals == 0) {
                throw malformedHeader(String.valueOf(header));
            }
            if (!pair.isEmpty()) {
                String key = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                tags.add(Tag.builder().key(decode(key)).value(decode(value)).build());
            }
        }
        if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
            throw malformedHeader(String.valueOf(header));
        }
        return ofObject(tags);
    }

    static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    private static Map<String, String> checked(List<Tag> tags, int most, String tooMany) {
        if (tags.size() > most) {
            throw new AwsFailure("BadRequest", tooMany);
        }
        Map<String, String> checked = new TreeMap<>();
        for (Tag tag : tags) {
            if (tag.key().isEmpty() || tag.key().length() > 128) {
                throw invalid("The TagKey you have provided is invalid");
            }
            if (tag.value().length() > 256) {
                throw invalid("The TagValue you have provided is invalid");
            }
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw invalid("System tags cannot be added/updated by requester");
            }
            if (!(tag.key() + tag.value()).matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*")) {
                throw invalid("The TagKey or TagValue you have provided is invalid");
            }
            if (checked.put(tag.key(), tag.value()) != null) {
                throw invalid("Cannot provide multiple Tags with the same key");
            }
        }
        return checked;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw malformedHeader(text);
        }
    }

    private static AwsFailure malformedHeader(String value) {
        return Refusals.invalidArgument(
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                        + " parameters without tag name duplicates.",
                "x-amz-tagging",
                value);
    }

    private static AwsFailure invalid(String message) {
        return new AwsFailure("InvalidTag", message);
    }
}
