package io.coffer.standalone.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

class OldGenerationTest {

    private static final int ENOUGH_MIB = 200;
    private static final int KEPT_MIB = 16;

    /** A process of its own, whose collector is the one in question. */
    @Test
    void garbageDoesNotStayUntilTheHeapIsFull() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx512m", "-Xmn8m", "-cp", System.getProperty("java.class.path"), OldGenerationTest.class.getName())
                .redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(Set.of("System.gc()"), output.lines().collect(Collectors.toSet()));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Leaves much less garbage than there is room for, waits until it is collected, and tells why it was. */
    public static void main(String[] arguments) throws Exception {
        OldGeneration.keepSmall();
        CountDownLatch collected = new CountDownLatch(1);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener((told, unused) -> {
                GarbageCollectionNotificationInfo collection = collection(told);
                if (collection.getGcAction().contains("major")) {
                    System.out.println(collection.getGcCause());
                    collected.countDown();
                }
            }, null, null);
        }
        byte[][] kept = new byte[KEPT_MIB][];
        for (int i = 0; i < ENOUGH_MIB; i++) {
            kept[i % KEPT_MIB] = new byte[1 << 20];
        }
        collected.await();
        // Without waiting for what else is about to be told.
        Runtime.getRuntime().halt(0);
    }

    private static GarbageCollectionNotificationInfo collection(Notification told) {
        return GarbageCollectionNotificationInfo.from((CompositeData) told.getUserData());
    }
}
