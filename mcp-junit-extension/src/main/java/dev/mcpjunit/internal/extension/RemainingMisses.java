/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.cassette.internal.Miss;
import dev.mcpjunit.cassette.internal.Replaying;
import dev.mcpjunit.internal.wiring.ServerHandle;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** The misses that are left when a replayed server ends. */
final class RemainingMisses {

    private RemainingMisses() {}

    /**
     * What a server was asked for when no test of its scope was left to fail, such as by a client in the background.
     */
    static List<Throwable> of(ServerHandle handle) {
        return handle.cassette().filter(Replaying.class::isInstance).stream()
                .flatMap(run -> ((Replaying) run).misses().remaining().stream())
                .<Throwable>map(RemainingMisses::failure)
                .toList();
    }

    /** What a miss is for the test that fails. */
    static AssertionFailedError failure(Miss miss) {
        return new AssertionFailedError(miss.text());
    }
}
