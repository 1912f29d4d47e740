package io.coffer.standalone.server;

/** Whether the server has begun to stop: requests that come now are turned away, those in flight are finished. Thread-safe. */
public final class Stopping {

    private volatile boolean begun;

    public void begin() {
        begun = true;
    }

    public boolean hasBegun() {
        return begun;
    }
}
