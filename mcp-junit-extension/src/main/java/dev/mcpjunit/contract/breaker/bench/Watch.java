/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.internal.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at callers and at the gate of the proxy until it is known of each caller where it is. */
final class Watch {

    private static final long LOOK_AGAIN = TimeUnit.MICROSECONDS.toNanos(500);

    private final Gate gate;
    private final List<Caller> callers;

    Watch(Gate gate, List<Caller> callers) {
        this.gate = gate;
        this.callers = callers;
    }

    Herd settle(Duration patience) {
        var deadline = Deadline.after(patience);
        Herd seen = look();
        while (seen.waiting() > 0
                && !deadline.isOver()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN);
            seen = look();
        }
        return seen;
    }

    /** First those at the gate, for they stay there: who is back meanwhile was refused. */
    private Herd look() {
        int held = gate.held();
        int back = (int) callers.stream().filter(Caller::isBack).count();
        return new Herd(callers.size(), held, back);
    }
}
