package io.coffer.standalone.http;

import io.coffer.standalone.server.CofferInstance;
import io.coffer.standalone.server.Shares;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers each request on a thread of its own, so that a client that is slow to send or to read keeps nobody else waiting. From JDK 21 on
 * the threads are virtual, and as many as {@link #CARRIERS} of them run at once: they call the embedded engine and the file system, which
 * hold the thread below them. A request that finds {@link Shares#IN_FLIGHT} others is rejected: each may hold half a mebibyte of buffers.
 */
@Singleton
public final class Workers {

    private static final int MANY = 128;
    private static final int CARRIERS = 200;
    private static final long IDLE_SECONDS = 30;
    private static final String NAME = "coffer-worker-";

    private final Semaphore free = new Semaphore(Shares.IN_FLIGHT);
    private final Shares shares;
    private final Executor threads = virtualThreads().orElseGet(Workers::platformThreads);

    Workers(CofferInstance instance) {
        this.shares = instance.shares();
    }

    /** Must be called before the process starts its first virtual thread. */
    public static void prepare() {
        if (System.getProperty("jdk.virtualThreadScheduler.parallelism") == null) {
            System.setProperty("jdk.virtualThreadScheduler.parallelism", String.valueOf(CARRIERS));
            System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", String.valueOf(2 * CARRIERS));
        }
    }

    /** Found by reflection, since Coffer is compiled for JDK 17, which has none. */
    private static Optional<Executor> virtualThreads() {
        try {
            Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object named = builder.getMethod("name", String.class, long.class).invoke(virtual, NAME, 1L);
            ThreadFactory factory = (ThreadFactory) builder.getMethod("factory").invoke(named);
            return Optional.of(task -> factory.newThread(task).start());
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static Executor platformThreads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, Shares.IN_FLIGHT, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> new Thread(task, NAME + number.incrementAndGet()));
    }

    /**
     * Answers a request.
     *
     * @param address where it comes from
     * @throws RejectedExecutionException if too many requests are in flight, or too many of the same network
     */
    void execute(String address, Runnable task) {
        if (!shares.takeNetwork(address)) {
            throw new RejectedExecutionException();
        }
        if (!free.tryAcquire()) {
            shares.leaveNetwork(address);
            throw new RejectedExecutionException();
        }
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                shares.leaveAccount();
                shares.leaveNetwork(address);
                free.release();
            }
        });
    }

    /** Whether so many requests are in flight that each should do with little memory. */
    boolean areMany() {
        return free.availablePermits() < Shares.IN_FLIGHT - MANY;
    }

    int inFlight() {
        return Shares.IN_FLIGHT - free.availablePermits();
    }

    /** Whether every request that comes now is rejected. */
    boolean areExhausted() {
        return free.availablePermits() == 0;
    }

    /** Waits for the requests in flight. */
    @PreDestroy
    void stop() throws InterruptedException {
        free.tryAcquire(Shares.IN_FLIGHT, IDLE_SECONDS, TimeUnit.SECONDS);
    }
}
