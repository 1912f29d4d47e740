package io.coffer.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of many connections: sends its request, and perhaps again as soon as the one before is answered, as fast as it is let. */
final class CrowdConnection {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private final Watcher watcher;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request;
    private final boolean again;
    private final int bytesPerTick;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private int ended;
    private int status;
    /** How much of the response's body is still to come; -1 before its head is whole. */
    private long rest = -1;
    private long begun;
    private int allowed;

    /** Hears what becomes of it. */
    interface Watcher {

        void answered(int status, long nanos);

        /** It ended before its time. */
        void broken();
    }

    /** @param again whether the request is sent again once it is answered */
    CrowdConnection(Watcher watcher, Selector selector, InetSocketAddress address, byte[] request, boolean again, int bytesPerTick)
            throws IOException {
        this.watcher = watcher;
        this.request = ByteBuffer.wrap(request);
        this.again = again;
        this.bytesPerTick = bytesPerTick;
        this.allowed = bytesPerTick;
        this.begun = System.nanoTime();
        channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        key = channel.register(selector, interest(), this);
    }

    private int interest() {
        boolean mayGoOn = bytesPerTick == 0 || allowed > 0;
        int write = request.hasRemaining() && mayGoOn ? SelectionKey.OP_WRITE : 0;
        return write | (mayGoOn ? SelectionKey.OP_READ : 0);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Lets a slow connection have some more. */
    void tick() {
        if (channel.isOpen()) {
            allowed = bytesPerTick;
            key.interestOps(interest());
        }
    }

    void serve(ByteBuffer scratch) {
        try {
            if (key.isWritable()) {
                write();
            }
            if (key.isReadable()) {
                read(scratch);
            }
            key.interestOps(interest());
        } catch (IOException e) {
            watcher.broken();
            close();
        }
    }

    private void write() throws IOException {
        if (bytesPerTick == 0) {
            channel.write(request);
            return;
        }
        int whole = request.limit();
        request.limit(Math.min(whole, request.position() + allowed));
        allowed -= channel.write(request);
        request.limit(whole);
    }

    private void read(ByteBuffer scratch) throws IOException {
        scratch.clear();
        if (bytesPerTick > 0) {
            scratch.limit(Math.min(scratch.capacity(), allowed));
        }
        int count = channel.read(scratch);
        if (count < 0) {
            throw new IOException("the server closed the connection");
        }
        allowed -= count;
        scratch.flip();
        while (scratch.hasRemaining()) {
            if (rest < 0) {
                readHead(scratch.get());
            } else {
                int body = (int) Math.min(rest, scratch.remaining());
                scratch.position(scratch.position() + body);
                rest -= body;
            }
            if (rest == 0) {
                end();
            }
        }
    }

    private void readHead(byte next) {
        head.write(next);
        ended = next == END[ended] ? ended + 1 : next == END[0] ? 1 : 0;
        if (ended == END.length) {
            String text = head.toString(StandardCharsets.ISO_8859_1);
            Matcher length = LENGTH.matcher(text);
            status = Integer.parseInt(text.substring(9, 12));
            rest = length.find() ? Long.parseLong(length.group(1)) : 0;
        }
    }

    private void end() {
        long now = System.nanoTime();
        watcher.answered(status, now - begun);
        head.reset();
        ended = 0;
        rest = -1;
        begun = now;
        if (again) {
            request.rewind();
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone.
        }
    }
}
