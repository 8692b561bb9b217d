/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import dev.mcpjunit.internal.time.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * Processes that another library starts, marked so that they can be ended. Where the system does not show the
 * environment of processes, whoever started them is relied upon.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MarkedProcesses {

    private static final Duration LEAVE_WHEN_ASKED = Duration.ofSeconds(2);

    private final String mark = UUID.randomUUID().toString();
    private final ProcessTree tree = new ProcessTree(mark);

    /** Put the mark into the environment of a process to be. */
    public void mark(Map<String, String> environment) {
        environment.put(ProcessTree.MARK, mark);
        environment.put(Guard.VARIABLE, Guard.VALUE);
    }

    /** End all that are still there: by asking, then by force. */
    public void end() {
        boolean interrupted = Thread.interrupted();
        try {
            tree.terminate();
            if (!tree.awaitEnd(Deadline.after(LEAVE_WHEN_ASKED))) {
                tree.kill();
                tree.awaitEnd(Deadline.after(LEAVE_WHEN_ASKED));
            }
        } catch (InterruptedException impatient) {
            interrupted = true;
            tree.kill();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
