package io.coffer.moving;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Copies keys in several threads. Who adds more than the threads can take waits, so that a listing runs ahead by little. */
final class KeyQueue implements AutoCloseable {

    /** What is heard of keys that were not copied. */
    interface Listener {
        void tell(String bucket, String key, String what);
    }

    private static final int WAITING_PER_THREAD = 4;

    private final ExecutorService threads;
    private final int capacity;
    private final Semaphore free;
    private final Tally tally;
    private final Listener listener;

    KeyQueue(int threads, Tally tally, Listener listener) {
        this.threads = Executors.newFixedThreadPool(threads);
        this.capacity = threads * WAITING_PER_THREAD;
        this.free = new Semaphore(capacity);
        this.tally = tally;
        this.listener = listener;
    }

    void add(String bucket, String key, Runnable copy) throws InterruptedException {
        free.acquire();
        threads.execute(() -> {
            try {
                copy.run();
            } catch (RuntimeException e) {
                tally.addFailed();
                tell(bucket, key, ObjectCopy.reason(e));
            } finally {
                free.release();
            }
        });
    }

    void tell(String bucket, String key, String what) {
        listener.tell(bucket, key, what);
    }

    /** Waits for all that were added. */
    void await() throws InterruptedException {
        free.acquire(capacity);
        free.release(capacity);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
