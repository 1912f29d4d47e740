package io.coffer.endpoints;

/** What a test speaks to: a kind of server, and how its address names buckets. */
public enum Endpoint {
    IN_PROCESS_PATH_STYLE(ServerKind.IN_PROCESS, true),
    IN_PROCESS_VIRTUAL_HOSTED(ServerKind.IN_PROCESS, false),
    LOCAL_PATH_STYLE(ServerKind.LOCAL, true),
    LOCAL_VIRTUAL_HOSTED(ServerKind.LOCAL, false),
    CLOUD_PATH_STYLE(ServerKind.CLOUD, true),
    CLOUD_VIRTUAL_HOSTED(ServerKind.CLOUD, false),
    GATEWAY_PATH_STYLE(ServerKind.GATEWAY, true),
    GATEWAY_VIRTUAL_HOSTED(ServerKind.GATEWAY, false),
    LOCALSTACK_PATH_STYLE(ServerKind.LOCALSTACK, true);

    private final ServerKind kind;
    private final boolean pathStyle;

    Endpoint(ServerKind kind, boolean pathStyle) {
        this.kind = kind;
        this.pathStyle = pathStyle;
    }

    public ServerKind kind() {
        return kind;
    }

    public boolean pathStyle() {
        return pathStyle;
    }

    /** What every part of an upload except its last must have, in bytes. */
    public int minPart() {
        return kind.minPart();
    }
}
