package io.coffer.protocol;

import static io.coffer.protocol.S3Address.Level.BUCKET;
import static io.coffer.protocol.S3Address.Level.OBJECT;
import static io.coffer.protocol.S3Address.Level.SERVICE;

import io.coffer.protocol.S3Address.Level;
import io.coffer.protocol.errors.S3Exception;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which operation a request asks for: a table read from the top, the first row that takes the request decides. A row takes a request that
 * has everything the row demands and nothing that chooses another operation, so a request that S3 has no operation for is refused and
 * never carried out as the operation without demands.
 */
public final class S3Router {

    private static final List<Route> ROUTES = new ArrayList<>();

    static {
        on(SERVICE)
                .get("max-directory-buckets", S3Operation.LIST_DIRECTORY_BUCKETS)
                .get("", S3Operation.LIST_BUCKETS);

        on(BUCKET)
                .subresource("acl", S3Operation.GET_BUCKET_ACL, S3Operation.PUT_BUCKET_ACL, null)
                .subresource("cors", S3Operation.GET_BUCKET_CORS, S3Operation.PUT_BUCKET_CORS, S3Operation.DELETE_BUCKET_CORS)
                .subresource("lifecycle", S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION,
                        S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION, S3Operation.DELETE_BUCKET_LIFECYCLE)
                .subresource("versioning", S3Operation.GET_BUCKET_VERSIONING, S3Operation.PUT_BUCKET_VERSIONING, null)
                .subresource("logging", S3Operation.GET_BUCKET_LOGGING, S3Operation.PUT_BUCKET_LOGGING, null)
                .subresource("tagging", S3Operation.GET_BUCKET_TAGGING, S3Operation.PUT_BUCKET_TAGGING,
                        S3Operation.DELETE_BUCKET_TAGGING)
                .subresource("policyStatus", S3Operation.GET_BUCKET_POLICY_STATUS, null, null)
                .subresource("policy", S3Operation.GET_BUCKET_POLICY, S3Operation.PUT_BUCKET_POLICY, S3Operation.DELETE_BUCKET_POLICY)
                .subresource("website", S3Operation.GET_BUCKET_WEBSITE, S3Operation.PUT_BUCKET_WEBSITE,
                        S3Operation.DELETE_BUCKET_WEBSITE)
                .subresource("replication", S3Operation.GET_BUCKET_REPLICATION, S3Operation.PUT_BUCKET_REPLICATION,
                        S3Operation.DELETE_BUCKET_REPLICATION)
                .subresource("encryption", S3Operation.GET_BUCKET_ENCRYPTION, S3Operation.PUT_BUCKET_ENCRYPTION,
                        S3Operation.DELETE_BUCKET_ENCRYPTION)
                .subresource("requestPayment", S3Operation.GET_BUCKET_REQUEST_PAYMENT, S3Operation.PUT_BUCKET_REQUEST_PAYMENT, null)
                .subresource("accelerate", S3Operation.GET_BUCKET_ACCELERATE_CONFIGURATION,
                        S3Operation.PUT_BUCKET_ACCELERATE_CONFIGURATION, null)
                .subresource("notification", S3Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION,
                        S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION, null)
                .subresource("object-lock", S3Operation.GET_OBJECT_LOCK_CONFIGURATION, S3Operation.PUT_OBJECT_LOCK_CONFIGURATION, null)
                .subresource("ownershipControls", S3Operation.GET_BUCKET_OWNERSHIP_CONTROLS,
                        S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS, S3Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS)
                .subresource("publicAccessBlock", S3Operation.GET_PUBLIC_ACCESS_BLOCK, S3Operation.PUT_PUBLIC_ACCESS_BLOCK,
                        S3Operation.DELETE_PUBLIC_ACCESS_BLOCK)
                .subresource("abac", S3Operation.GET_BUCKET_ABAC, S3Operation.PUT_BUCKET_ABAC, null)
                .configurations("analytics", S3Operation.LIST_BUCKET_ANALYTICS_CONFIGURATIONS,
                        S3Operation.GET_BUCKET_ANALYTICS_CONFIGURATION, S3Operation.PUT_BUCKET_ANALYTICS_CONFIGURATION,
                        S3Operation.DELETE_BUCKET_ANALYTICS_CONFIGURATION)
                .configurations("inventory", S3Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS,
                        S3Operation.GET_BUCKET_INVENTORY_CONFIGURATION, S3Operation.PUT_BUCKET_INVENTORY_CONFIGURATION,
                        S3Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION)
                .configurations("metrics", S3Operation.LIST_BUCKET_METRICS_CONFIGURATIONS,
                        S3Operation.GET_BUCKET_METRICS_CONFIGURATION, S3Operation.PUT_BUCKET_METRICS_CONFIGURATION,
                        S3Operation.DELETE_BUCKET_METRICS_CONFIGURATION)
                .configurations("intelligent-tiering", S3Operation.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS,
                        S3Operation.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                        S3Operation.PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                        S3Operation.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION)
                .subresource("metadataTable", S3Operation.GET_BUCKET_METADATA_TABLE_CONFIGURATION, null,
                        S3Operation.DELETE_BUCKET_METADATA_TABLE_CONFIGURATION)
                .post("metadataTable", S3Operation.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION)
                .subresource("metadataConfiguration", S3Operation.GET_BUCKET_METADATA_CONFIGURATION, null,
                        S3Operation.DELETE_BUCKET_METADATA_CONFIGURATION)
                .post("metadataConfiguration", S3Operation.CREATE_BUCKET_METADATA_CONFIGURATION)
                .put("metadataInventoryTable", S3Operation.UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION)
                .put("metadataJournalTable", S3Operation.UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION)
                .put("metadataAnnotationTable", S3Operation.UPDATE_BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION)
                .get("location", S3Operation.GET_BUCKET_LOCATION)
                .get("uploads", S3Operation.LIST_MULTIPART_UPLOADS)
                .get("versions", S3Operation.LIST_OBJECT_VERSIONS)
                .get("session", S3Operation.CREATE_SESSION)
                .get("list-type=2", S3Operation.LIST_OBJECTS_V2)
                .get("list-type?", S3Operation.LIST_OBJECTS)
                .row("HEAD", "", S3Operation.HEAD_BUCKET)
                .put("", S3Operation.CREATE_BUCKET)
                .delete("", S3Operation.DELETE_BUCKET)
                .post("delete", S3Operation.DELETE_OBJECTS)
                .post("x-amz-request-route x-amz-request-token", S3Operation.WRITE_GET_OBJECT_RESPONSE)
                .post("", S3Operation.POST_OBJECT);

        on(OBJECT)
                .subresource("acl versionId?", S3Operation.GET_OBJECT_ACL, S3Operation.PUT_OBJECT_ACL, null)
                .subresource("tagging versionId?", S3Operation.GET_OBJECT_TAGGING, S3Operation.PUT_OBJECT_TAGGING,
                        S3Operation.DELETE_OBJECT_TAGGING)
                .subresource("legal-hold versionId?", S3Operation.GET_OBJECT_LEGAL_HOLD, S3Operation.PUT_OBJECT_LEGAL_HOLD, null)
                .subresource("retention versionId?", S3Operation.GET_OBJECT_RETENTION, S3Operation.PUT_OBJECT_RETENTION, null)
                .subresource("annotation annotationName versionId?", S3Operation.GET_OBJECT_ANNOTATION,
                        S3Operation.PUT_OBJECT_ANNOTATION, S3Operation.DELETE_OBJECT_ANNOTATION)
                .get("annotation versionId?", S3Operation.LIST_OBJECT_ANNOTATIONS)
                .put("encryption versionId?", S3Operation.UPDATE_OBJECT_ENCRYPTION)
                .get("attributes versionId?", S3Operation.GET_OBJECT_ATTRIBUTES)
                .get("torrent versionId?", S3Operation.GET_OBJECT_TORRENT)
                .get("uploadId", S3Operation.LIST_PARTS)
                .get("versionId? partNumber?", S3Operation.GET_OBJECT)
                .row("HEAD", "versionId? partNumber?", S3Operation.HEAD_OBJECT)
                .put("partNumber uploadId x-amz-copy-source", S3Operation.UPLOAD_PART_COPY)
                .put("partNumber uploadId", S3Operation.UPLOAD_PART)
                .put("renameObject", S3Operation.RENAME_OBJECT)
                .put("x-amz-copy-source", S3Operation.COPY_OBJECT)
                .put("", S3Operation.PUT_OBJECT)
                .post("uploads", S3Operation.CREATE_MULTIPART_UPLOAD)
                .post("uploadId", S3Operation.COMPLETE_MULTIPART_UPLOAD)
                .post("restore versionId?", S3Operation.RESTORE_OBJECT)
                .post("select", S3Operation.SELECT_OBJECT_CONTENT)
                .post("x-amz-request-route x-amz-request-token", S3Operation.WRITE_GET_OBJECT_RESPONSE)
                .delete("uploadId", S3Operation.ABORT_MULTIPART_UPLOAD)
                .delete("versionId?", S3Operation.DELETE_OBJECT);
    }

    /** The query parameters that choose an operation, at whatever level: each belongs to the rows that name it and to no other. */
    private static final Set<String> CHOOSING = ROUTES.stream()
            .flatMap(route -> route.parameters().stream())
            .collect(Collectors.toUnmodifiableSet());

    /** The rows that may take a request, in their order. */
    private static final Map<Level, Map<String, List<Route>>> BY_LEVEL_AND_METHOD = ROUTES.stream()
            .collect(Collectors.groupingBy(Route::level, () -> new EnumMap<>(Level.class), Collectors.groupingBy(Route::method)));

    private S3Router() {}

    /**
     * A request with the operation it asks for.
     *
     * @throws S3Exception KeyTooLongError, and as {@link UnroutedRequest} words it for a request that no row takes
     */
    public static RoutedRequest route(S3Request request, S3Address address) {
        if (address.key() != null) {
            ObjectKey.require(address.key());
        }
        List<String> chosen = chosen(request.query());
        UnroutedRequest unrouted = new UnroutedRequest(request, chosen, ROUTES, address.level());
        unrouted.requireKnownSubresources();
        for (Route route : rows(address.level(), request.method())) {
            if (route.takes(request, chosen)) {
                return new RoutedRequest(request, address, route.operation());
            }
        }
        throw unrouted.refusal();
    }

    private static List<Route> rows(Level level, String method) {
        return BY_LEVEL_AND_METHOD.getOrDefault(level, Map.of()).getOrDefault(method, List.of());
    }

    /** In the order of the request. */
    private static List<String> chosen(QueryParameters query) {
        Set<String> chosen = new LinkedHashSet<>(0);
        for (QueryParameters.Parameter parameter : query.all()) {
            if (CHOOSING.contains(parameter.name())) {
                chosen.add(parameter.name());
            }
        }
        return List.copyOf(chosen);
    }

    /** Whether a query parameter has a say in which operation a request asks for. */
    public static boolean chooses(String parameter) {
        return CHOOSING.contains(parameter);
    }

    /** The table, for documentation and for the tests that compare it with it. */
    public static List<Route> routes() {
        return List.copyOf(ROUTES);
    }

    private static Rows on(Level level) {
        return new Rows(level);
    }

    /** Adds the rows of one level. */
    private record Rows(Level level) {

        Rows subresource(String shape, S3Operation get, @Nullable S3Operation put, @Nullable S3Operation delete) {
            return rowIfKnown("GET", shape, get).rowIfKnown("PUT", shape, put).rowIfKnown("DELETE", shape, delete);
        }

        /** A family of named configurations: without an id they are listed, with one each can be had. */
        Rows configurations(String name, S3Operation list, S3Operation get, S3Operation put, S3Operation delete) {
            return row("GET", name + " id", get).row("GET", name, list).row("PUT", name + " id?", put).row("DELETE", name + " id?", delete);
        }

        Rows get(String shape, S3Operation operation) {
            return row("GET", shape, operation);
        }

        Rows put(String shape, S3Operation operation) {
            return row("PUT", shape, operation);
        }

        Rows post(String shape, S3Operation operation) {
            return row("POST", shape, operation);
        }

        Rows delete(String shape, S3Operation operation) {
            return row("DELETE", shape, operation);
        }

        Rows rowIfKnown(String method, String shape, @Nullable S3Operation operation) {
            return operation == null ? this : row(method, shape, operation);
        }

        Rows row(String method, String shape, S3Operation operation) {
            ROUTES.add(Route.of(method, level, shape, operation));
            return this;
        }
    }
}
