package io.coffer.newestsdk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Gives the required members of a request values, and those of what they hold. */
record Members(String bucket, String key) {

    /** Optional members, by their place in the request, without which it is the request of another operation. */
    private static final Set<String> CHOOSING = Set.of("max-directory-buckets", "x-amz-copy-source");

    /** @param builder of a request or of a structure in it */
    void fill(SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.containsTrait(RequiredTrait.class) || isInPath(field) || CHOOSING.contains(field.locationName())) {
                field.set(builder, value(field));
            }
        }
    }

    private static boolean isInPath(SdkField<?> field) {
        return field.location() == MarshallLocation.PATH || field.location() == MarshallLocation.GREEDY_PATH;
    }

    private Object value(SdkField<?> field) {
        return switch (field.marshallingType().getTargetClass().getSimpleName()) {
            case "String" -> text(field);
            case "Integer" -> 1;
            case "Long" -> 1L;
            case "Boolean" -> Boolean.FALSE;
            case "List" -> List.of(value(field.getTrait(ListTrait.class).memberFieldInfo()));
            case "Map" -> Map.of();
            case "SdkPojo" -> structure(field);
            default -> throw new IllegalStateException("no value for " + field.memberName() + " of " + field.marshallingType());
        };
    }

    private String text(SdkField<?> field) {
        return switch (String.valueOf(field.locationName())) {
            case "Bucket" -> bucket;
            case "Key" -> key;
            case "x-amz-copy-source" -> bucket + "/" + key;
            default -> "value";
        };
    }

    private Object structure(SdkField<?> field) {
        SdkPojo builder = field.constructor().get();
        fill(builder);
        return ((SdkBuilder<?, ?>) builder).build();
    }
}
