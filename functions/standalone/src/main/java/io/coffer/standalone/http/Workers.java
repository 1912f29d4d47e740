package io.coffer.standalone.http;

import io.coffer.standalone.server.CofferInstance;
import io.coffer.standalone.server.Shares;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers each request on a thread of its own, so that a client that is slow to send or to read keeps nobody else waiting. The threads are
 * the system's: requests call the embedded engine and the file system, which hold the thread below a virtual one, and a scheduler with
 * threads enough for that took a fifth of a request's processor time. A request that finds {@link Shares#IN_FLIGHT} others is rejected:
 * each may hold half a mebibyte of buffers.
 */
@Singleton
public final class Workers {

    private static final int MANY = 128;
    private static final long IDLE_SECONDS = 30;
    private static final String NAME = "coffer-worker-";

    private final Semaphore free = new Semaphore(Shares.IN_FLIGHT);
    private final Shares shares;
    private final Executor threads = threads();

    Workers(CofferInstance instance) {
        this.shares = instance.shares();
    }

    private static Executor threads() {
        AtomicInteger number = new AtomicInteger();
        // A thread that is done with a request may not be waiting for the next one yet, so that there may be more threads than requests.
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
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
        String account = shares.handOver();
        threads.execute(() -> {
            shares.takeOver(account);
            try {
                task.run();
            } finally {
                shares.leaveAccount();
                shares.leaveNetwork(address);
                free.release();
            }
        });
    }

    /** Answers a request on the calling thread, which is an event loop. What the task gives to {@link #execute} ends there. */
    void executeHere(Runnable task) {
        try {
            task.run();
        } finally {
            shares.leaveAccount();
        }
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
