/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.StdioHygieneContract;
import java.time.Duration;
import java.util.Optional;

/** What the columns of docs/server-contracts.md have in common: a busy machine must not change a result. */
abstract class UnhurriedServer {

    /** For all contracts. */
    public Duration answersWithin() {
        return Duration.ofMinutes(3);
    }

    /** For the contracts of both eras. */
    public Optional<AskingCall> askingCall() {
        return Optional.empty();
    }

    /** For {@link StdioHygieneContract}. */
    public Duration exitsWithin() {
        return Duration.ofMinutes(1);
    }
}
