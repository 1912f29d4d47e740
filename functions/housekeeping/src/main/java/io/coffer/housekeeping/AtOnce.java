package io.coffer.housekeeping;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same to many things, several at a time: most of the time goes by in waiting for the stores. */
final class AtOnce implements AutoCloseable {

    /** One after the other, in the caller's thread. */
    static final AtOnce ONE = new AtOnce(Optional.empty());

    private final Optional<ExecutorService> threads;

    private AtOnce(Optional<ExecutorService> threads) {
        this.threads = threads;
    }

    static AtOnce of(int threads) {
        return new AtOnce(Optional.of(Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "housekeeping");
            thread.setDaemon(true);
            return thread;
        })));
    }

    /**
     * Returns when the action has ended for each.
     *
     * @throws RuntimeException the first that the action threw, and then it was tried for all; or the thread was interrupted
     */
    <T> void each(Collection<T> things, Consumer<T> action) {
        if (threads.isEmpty()) {
            things.forEach(action);
            return;
        }
        List<Callable<Void>> tasks = things.stream().map(thing -> (Callable<Void>) () -> {
            action.accept(thing);
            return null;
        }).toList();
        try {
            for (Future<Void> done : threads.get().invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before all was done", e);
        }
    }

    @Override
    public void close() {
        threads.ifPresent(ExecutorService::shutdownNow);
    }
}
