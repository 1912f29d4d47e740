package io.coffer.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests over a number of connections, each as soon as the one before is answered, until the time or the work is used up. At
 * least one is sent.
 */
final class Load {

    /** The request with this number, 0 and up. */
    interface Request {
        void send(int number) throws IOException;
    }

    /** The requests that were answered, and how long all of them took. */
    record Result(long[] nanos, double seconds) {}

    private Load() {}

    /** @throws IOException if a request fails or is refused: a benchmark of errors measures nothing */
    static Result run(int connections, int atMost, double seconds, Request request) throws IOException {
        AtomicInteger next = new AtomicInteger();
        long[] nanos = new long[atMost];
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        Callable<Void> connection = () -> {
            long now = System.nanoTime();
            do {
                int number = next.getAndIncrement();
                if (number >= atMost) {
                    break;
                }
                long begin = now;
                request.send(number);
                now = System.nanoTime();
                nanos[number] = now - begin;
            } while (now < end);
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(connection));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
        double took = (System.nanoTime() - start) / 1e9;
        return new Result(Arrays.copyOf(nanos, Math.min(atMost, next.get())), took);
    }

    /** All of the work, however long it takes. */
    static Result all(int connections, int count, Request request) throws IOException {
        return run(connections, count, 3600, request);
    }
}
