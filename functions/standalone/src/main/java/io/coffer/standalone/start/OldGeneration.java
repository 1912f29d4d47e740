package io.coffer.standalone.start;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import javax.management.NotificationEmitter;

/**
 * Has the serial collector clear its old generation when much has come there. By itself it does so when the largest heap is used up, so
 * that the garbage of a busy minute stays resident for good. Other collectors begin earlier by themselves.
 */
final class OldGeneration {

    private static final String OF_SERIAL_COLLECTOR = "Tenured Gen";
    /** Three times what is in use after a start. */
    private static final long WORTH_CLEARING = 64L << 20;

    private OldGeneration() {}

    static void keepSmall() {
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(OF_SERIAL_COLLECTOR))
                .forEach(OldGeneration::keepSmall);
    }

    private static void keepSmall(MemoryPoolMXBean old) {
        clearAt(old, WORTH_CLEARING);
        ((NotificationEmitter) ManagementFactory.getMemoryMXBean()).addNotificationListener(
                (exceeded, unused) -> clear(old),
                told -> told.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED), null);
    }

    /** What stays is in use; it is not collected again before as much has come to it. */
    private static void clear(MemoryPoolMXBean old) {
        System.gc();
        clearAt(old, Math.max(WORTH_CLEARING, 2 * old.getUsage().getUsed()));
    }

    private static void clearAt(MemoryPoolMXBean old, long bytes) {
        old.setUsageThreshold(Math.min(bytes, old.getUsage().getMax()));
    }
}
