package io.coffer.proofs.simulation;

import java.security.Provider;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.Map;
import java.util.Random;

/** Ids and keys that follow from the seed: what Java's {@code SecureRandom} is in a process where this was installed first. */
final class SimulatedRandom extends SecureRandomSpi {

    private static final long serialVersionUID = 1;

    private static volatile Random random = new Random(0);

    static void install() {
        Security.insertProviderAt(new OnlyProvider(), 1);
    }

    static void seed(long seed) {
        random = new Random(seed);
    }

    @Override
    protected void engineSetSeed(byte[] seed) {}

    @Override
    protected void engineNextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static final class OnlyProvider extends Provider {

        private static final long serialVersionUID = 1;

        OnlyProvider() {
            super("Simulation", "1", "numbers that follow from a seed");
            putService(new Service(this, "SecureRandom", "Simulated", SimulatedRandom.class.getName(), null, Map.of()) {

                @Override
                public Object newInstance(Object parameter) {
                    return new SimulatedRandom();
                }
            });
        }
    }
}
