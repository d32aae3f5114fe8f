package dev.sila.localcloud.faults;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The texts that a request or a response carries, at whatever depth. */
final class Words {
    private Words() {}

    static Set<String> of(SdkPojo object) {
        Set<String> words = new HashSet<>();
        collect(object, words);
        return words;
    }

    private static void collect(@Nullable Object value, Set<String> words) {
        switch (value) {
            case String text -> words.add(text);
            case SdkPojo object -> {
                for (SdkField<?> field : object.sdkFields()) {
                    collect(field.getValueOrDefault(object), words);
                }
            }
            case Collection<?> many -> many.forEach(each -> collect(each, words));
            case Map<?, ?> map -> map.values().forEach(each -> collect(each, words));
            case null, default -> {
                // Says nothing by which something could be meant.
            }
        }
    }
}
