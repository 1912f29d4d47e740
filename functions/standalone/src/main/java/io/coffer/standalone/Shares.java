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

    private final int most;
    private final Map<String, Integer> held = new ConcurrentHashMap<>();
    /** The account whose share the request of this thread has taken. */
    private final ThreadLocal<String> account = new ThreadLocal<>();

    /** @param inFlight how many requests there may be altogether */
    Shares(int inFlight) {
        this.most = inFlight / 4 * 3;
    }

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
        if (held.merge(who, 1, Integer::sum) > most) {
            leave(who);
            return false;
        }
        return true;
    }

    private void leave(String who) {
        held.computeIfPresent(who, (same, count) -> count == 1 ? null : count - 1);
    }
}
