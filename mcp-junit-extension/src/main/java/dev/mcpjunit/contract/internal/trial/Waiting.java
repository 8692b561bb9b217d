/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/** A pending call of a client, and how long it may take. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Waiting {

    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Duration STOPPING = Duration.ofSeconds(3);

    /** Giving up may need several times the steps of a healthy call. */
    private static final int STEPS = 4;

    private final PendingCall work;
    private final Trial trial;

    Waiting(PendingCall work, Trial trial) {
        this.work = work;
        this.trial = trial;
    }

    Instant began() {
        return work.began();
    }

    /** Wait for its end, for a while. */
    public Optional<Call> await(Duration bound) {
        Optional<Call> call = work.await(bound);
        call.ifPresent(trial::report);
        return call;
    }

    /** Stop the client before others are tried. */
    public void stop() {
        interrupt();
        Optional<Call> unused = await(STOPPING);
    }

    void interrupt() {
        trial.report("still waits, and is interrupted");
        work.interrupt();
    }

    /**
     * Wait until the client has given up, and check when. A delay that a slow machine may have caused is inconclusive.
     *
     * @param grace by how much it may be late
     * @param usual how long a healthy call takes on this machine
     * @param situation what happened, for the message
     */
    public Call giveUp(Duration declared, Duration grace, Duration usual, String situation) {
        Optional<Call> ended = Optional.empty();
        while (ended.isEmpty()) {
            ended = await(LOOK);
            if (ended.isEmpty()) {
                checkEnd(declared, grace, usual, situation);
            }
        }
        Call call = ended.get();
        if (call.took().compareTo(declared.plus(grace)) <= 0) {
            return call;
        }
        String late = situation + ", and the caller " + call.ending()
                + ", though the client is declared to give up within " + Durations.print(declared);
        if (call.took().compareTo(declared.plus(grace).plus(excuse(call.lost(), usual))) <= 0) {
            throw busy(late, call.lost(), usual);
        }
        throw Finding.failed(late);
    }

    /** Wait for twice the declared time, without what a slow machine may have taken. */
    private void checkEnd(Duration declared, Duration grace, Duration usual, String situation) {
        Duration waited = work.elapsed();
        Duration lost = work.lost();
        Duration enough = declared.plus(grace).multipliedBy(2);
        boolean over = waited.compareTo(enough.plus(excuse(lost, usual))) > 0;
        if (!over && waited.compareTo(enough.plus(trial.callTimeout())) <= 0) {
            return;
        }
        interrupt();
        String late = situation + ", and the caller still waited after " + Durations.print(waited)
                + ", though the client is declared to give up within " + Durations.print(declared);
        throw over ? Finding.failed(late) : busy(late, lost, usual);
    }

    private static Finding busy(String what, Duration lost, Duration usual) {
        return Finding.inconclusive(what + ". But the machine was busy: it lost " + Durations.print(lost)
                + " in that time, and a healthy call took " + Durations.print(usual)
                + ". Run the test on a quieter machine, or give the client of this test longer timeouts");
    }

    private static Duration excuse(Duration lost, Duration usual) {
        return lost.plus(usual.multipliedBy(STEPS));
    }
}
