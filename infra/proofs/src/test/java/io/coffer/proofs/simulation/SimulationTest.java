package io.coffer.proofs.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.proofs.s3.Seeds;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever order requests take effect in, whatever fails and wherever a process dies: all answers are those of requests one after the
 * other, nothing acknowledged is lost, nothing is left over, and the counts are right.
 */
@Tag("long")
class SimulationTest {

    /** Held, since a logger that nobody holds is forgotten with its level. */
    private static final Logger LOG = Logger.getLogger("io.coffer");

    static {
        System.setProperty("org.jboss.logging.provider", "jdk");
        LOG.setLevel(Level.OFF);
        SimulatedRandom.install();
    }

    @Test
    void everyAnswerIsExplainedAndNothingIsLost() {
        AtomicLong calls = new AtomicLong();
        AtomicLong seeds = new AtomicLong();
        Seeds.each(300, seed -> {
            calls.addAndGet(new Simulation(seed).run());
            seeds.incrementAndGet();
        });
        System.out.println("simulated " + seeds + " seeds, " + calls + " calls of stores");
    }

    /** What the wait for leases is there for: without it an acknowledged object goes away with its bucket. */
    @Test
    void aDeletionThatDoesNotWaitForLeasesIsFound() {
        long seed = LongStream.range(1, 500).filter(tried -> {
            try {
                new Simulation(tried, false).run();
                return false;
            } catch (AssertionError e) {
                return e.getMessage().contains("no order of these requests");
            }
        }).findFirst().orElseThrow();
        System.out.println("seed " + seed + " shows that a deletion must wait");
        new Simulation(seed).run();
    }

    @Test
    void aSeedIsAlwaysTheSameStory() {
        assertEquals(new Simulation(7).run(), new Simulation(7).run());
    }
}
