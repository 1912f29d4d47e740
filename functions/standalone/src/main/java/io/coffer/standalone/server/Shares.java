package io.coffer.standalone.server;

import io.coffer.pipeline.Admission;
import io.coffer.pipeline.Network;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** What each account, and each network that requests come from, has of the requests in flight. */
public final class Shares implements Admission {

    /** How many requests a process answers at once. */
    public static final int IN_FLIGHT = (int) Math.max(256, Math.min(4_096, Runtime.getRuntime().maxMemory() / (512 * 1024)));

    /** Numbers of accounts and addresses are never alike. */
    private final Portions portions = new Portions(IN_FLIGHT);
    /** The account whose share the request of this thread has taken. */
    private final ThreadLocal<String> account = new ThreadLocal<>();

    @Override
    public void require(String accountId) {
        if (account.get() == null) {
            if (!portions.take(accountId)) {
                throw new S3Exception(S3ErrorCode.SLOW_DOWN);
            }
            account.set(accountId);
        }
    }

    /** Called at the end of a request, by the thread that answered it. */
    public void leaveAccount() {
        String taken = account.get();
        if (taken != null) {
            account.remove();
            portions.leave(taken);
        }
    }

    /** Takes the request of this thread away from it, for {@link #takeOver} on another: the account whose share it has, null for none. */
    public String handOver() {
        String taken = account.get();
        account.remove();
        return taken;
    }

    /** @param taken what {@link #handOver} has returned */
    public void takeOver(String taken) {
        if (taken != null) {
            account.set(taken);
        }
    }

    /** @return false if requests from the network have their share already; else it is left by {@link #leaveNetwork} */
    public boolean takeNetwork(String address) {
        return portions.take(Network.of(address));
    }

    public void leaveNetwork(String address) {
        portions.leave(Network.of(address));
    }
}
