/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import dev.mcpjunit.internal.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Stops and continues processes by signals, where the system has them. */
final class Freezer {

    /** Each thread has to notice that its process is to stop; a running one takes a moment. */
    private static final Duration ALL_THREADS_STOP = Duration.ofSeconds(2);

    private static final long POLL_MILLIS = 2;

    private Freezer() {}

    static void freeze(String server, ProcessTree tree) {
        signal("STOP", server, tree);
        // When the signal has been sent, threads on other processors still run, and could answer one more request.
        var deadline = Deadline.after(ALL_THREADS_STOP);
        tree.each(member -> {
            while (!deadline.isOver() && !ProcessState.isStopped(member)) {
                pause();
            }
        });
    }

    static void thaw(String server, ProcessTree tree) {
        signal("CONT", server, tree);
    }

    private static void signal(String name, String server, ProcessTree tree) {
        var refused = new ArrayList<Long>();
        tree.each(member -> {
            if (!send(name, server, member.pid()) && member.isAlive()) {
                refused.add(member.pid());
            }
        });
        if (!refused.isEmpty()) {
            throw new IllegalStateException("Server '" + server + "': signal " + name + " was refused for " + refused);
        }
    }

    private static boolean send(String name, String server, long pid) {
        try {
            Process kill = new ProcessBuilder(List.of("kill", "-" + name, Long.toString(pid)))
                    .redirectErrorStream(true)
                    .start();
            return kill.waitFor() == 0;
        } catch (IOException noSuchProgram) {
            throw new IllegalStateException(
                    "Server '" + server + "' cannot be paused or resumed here: the system has no 'kill' program",
                    noSuchProgram);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was being paused", interrupted);
        }
    }
}
