package io.coffer.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many connections that one thread serves, so that the client takes little of the machine. */
final class Crowd implements CrowdConnection.Watcher, Closeable {

    private static final int TICKS_PER_SECOND = 10;

    private final Selector selector = Selector.open();
    private final List<CrowdConnection> connections = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 << 10);
    private long[] nanos = new long[1024];
    private int answered;
    private int refused;
    private int broken;

    /**
     * What became of the connections.
     *
     * @param nanos how long each request took that was answered with what was asked for
     * @param refused responses with an error, such as SlowDown
     * @param broken connections that ended before their time
     * @param open connections that are open at the end
     */
    record Result(long[] nanos, int refused, int broken, int open) {

        double millis(double part) {
            if (nanos.length == 0) {
                return Double.NaN;
            }
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))] / 1e6;
        }
    }

    Crowd() throws IOException {}

    /**
     * Opens connections.
     *
     * @param request what each sends
     * @param again whether it is sent again and again, or once
     * @param bytesPerSecond at most so much is read or written of each; 0 for no limit
     */
    void open(InetSocketAddress address, int count, byte[] request, boolean again, int bytesPerSecond) throws IOException {
        for (int i = 0; i < count; i++) {
            connections.add(new CrowdConnection(this, selector, address, request, again, bytesPerSecond / TICKS_PER_SECOND));
            if (i % 100 == 99) {
                serve(0);
            }
        }
    }

    /** Lets all go on for a time. */
    Result run(double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long tick = System.nanoTime();
        while (System.nanoTime() < end) {
            serve(1000 / TICKS_PER_SECOND);
            if (System.nanoTime() - tick >= 1e9 / TICKS_PER_SECOND) {
                tick = System.nanoTime();
                connections.forEach(CrowdConnection::tick);
            }
        }
        int open = (int) connections.stream().filter(CrowdConnection::isOpen).count();
        return new Result(Arrays.copyOf(nanos, answered), refused, broken, open);
    }

    private void serve(long millis) throws IOException {
        if (millis == 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ((CrowdConnection) key.attachment()).serve(scratch);
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void answered(int status, long took) {
        if (status >= 300) {
            refused++;
            return;
        }
        if (answered == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * answered);
        }
        nanos[answered++] = took;
    }

    @Override
    public void broken() {
        broken++;
    }

    @Override
    public void close() throws IOException {
        connections.forEach(CrowdConnection::close);
        selector.close();
    }
}
