package io.coffer.proofs.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one of several tasks run at a time, and perhaps another one go on at every {@linkplain #point point}. So what happens follows from
 * the random numbers alone, although each task has a thread.
 */
final class Schedule {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "simulated");
        thread.setDaemon(true);
        return thread;
    });

    /** Classes that call stores while they hold a lock; no other task could go on that needs it. */
    private static final List<String> HOLD_LOCKS = List.of("io.coffer.pipeline.Identities", "io.coffer.metadata.usage.UsageMeter");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final StackWalker STACK = StackWalker.getInstance();

    private final Random random;
    private final int turnsInHundred;
    private final List<Task> ready = new ArrayList<>();
    private final Semaphore end = new Semaphore(0);
    private Task current;
    private long steps;

    /** Something that runs until it lets another one go on. */
    private static final class Task {

        private final Semaphore turn = new Semaphore(0);
        private final int number;
        private Throwable failure;

        Task(int number) {
            this.number = number;
        }
    }

    Schedule(Random random) {
        this.random = random;
        this.turnsInHundred = 10 + random.nextInt(50);
    }

    /** Runs all to their ends. */
    void run(List<Runnable> works) {
        List<Task> tasks = new ArrayList<>();
        for (Runnable work : works) {
            Task task = new Task(tasks.size());
            tasks.add(task);
            ready.add(task);
            THREADS.execute(() -> {
                task.turn.acquireUninterruptibly();
                try {
                    work.run();
                } catch (RuntimeException | Error e) {
                    task.failure = e;
                }
                ready.remove(task);
                next();
            });
        }
        next();
        awaitEnd();
        current = null;
        for (Task task : tasks) {
            if (task.failure != null) {
                throw new AssertionError(task.failure.toString(), task.failure);
            }
        }
    }

    private void awaitEnd() {
        try {
            if (!end.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("a task waits for a lock that another holds while it calls a store: is it one of " + HOLD_LOCKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void next() {
        if (ready.isEmpty()) {
            end.release();
        } else {
            current = ready.get(random.nextInt(ready.size()));
            current.turn.release();
        }
    }

    /** Where another task may go on. Outside of {@link #run} there is none. */
    void point() {
        steps++;
        Task self = current;
        if (self == null || ready.size() < 2 || random.nextInt(100) >= turnsInHundred || holdsLock()) {
            return;
        }
        next();
        self.turn.acquireUninterruptibly();
    }

    private static boolean holdsLock() {
        return STACK.walk(frames -> frames.anyMatch(frame -> HOLD_LOCKS.stream().anyMatch(frame.getClassName()::startsWith)));
    }

    /** The task whose turn it is. */
    String name() {
        return current == null ? "alone" : "task " + current.number;
    }

    /** How many points were passed: the time by which a history is ordered. */
    long steps() {
        return steps;
    }
}
