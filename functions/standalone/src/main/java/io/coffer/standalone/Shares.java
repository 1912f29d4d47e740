package io.coffer.standalone;

import io.coffer.pipeline.Admission;
import io.coffer.pipeline.Network;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each account, and each network that requests come from, has of the requests in flight: three quarters at most, so that something is
 * left for the others.
 */
final class Shares implements Admission {

    /** How many requests a process answers at once. */
    static final int IN_FLIGHT = (int) Math.max(256, Math.min(4_096, Runtime.getRuntime().maxMemory() / (512 * 1024)));

    private static final int MOST = IN_FLIGHT / 4 * 3;

    private final Map<String, Integer> held = new ConcurrentHashMap<>();
    /** The account whose share the request of this thread has taken. */
    private final ThreadLocal<String> account = new ThreadLocal<>();

    @Override
    public void require(String accountId) {
        if (account.get() == null) {
            if (!take(accountId)) {
                throw new S3Exception(S3ErrorCode.SLOW_DOWN);
            }
            account.set(accountId);
        }
    }

    /** Called at the end of a request, by the thread that answered it. */
    void leaveAccount() {
        String taken = account.get();
        if (taken != null) {
            account.remove();
            leave(taken);
        }
    }

    /** @return false where requests from the network have their share already; else it is left by {@link #leaveNetwork} */
    boolean takeNetwork(String address) {
        return take(Network.of(address));
    }

    void leaveNetwork(String address) {
        leave(Network.of(address));
    }

    /** Numbers of accounts and addresses are never alike. */
    private boolean take(String who) {
        if (held.merge(who, 1, Integer::sum) > MOST) {
            leave(who);
            return false;
        }
        return true;
    }

    private void leave(String who) {
        held.computeIfPresent(who, (same, count) -> count == 1 ? null : count - 1);
    }
}
