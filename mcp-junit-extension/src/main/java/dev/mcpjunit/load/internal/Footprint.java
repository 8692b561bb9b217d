/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load.internal;

import java.util.OptionalLong;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a server takes of its machine.
 *
 * @param memory the bytes of memory that its processes have; empty if that cannot be read
 * @param log the characters that it has written to its log so far; empty if that cannot be read
 * @param processes the processes that the server consists of now, without those that they have started; empty if there
 *     is none, or none that the test has started on this machine
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Footprint(OptionalLong memory, OptionalLong log, Set<ProcessHandle> processes) {

    /** Of a server of which nothing can be read. */
    public static final Footprint UNKNOWN = new Footprint(OptionalLong.empty(), OptionalLong.empty(), Set.of());

    /** Copy the set. */
    public Footprint {
        processes = Set.copyOf(processes);
    }

    /** Whether the same processes still run, so that the difference of two values is growth. */
    public boolean isOfSameProcesses(Footprint other) {
        return !processes.isEmpty() && processes.equals(other.processes);
    }
}
