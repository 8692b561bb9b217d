/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.Profile;
import java.time.Clock;
import java.util.List;

/**
 * What a {@link PinnedSchema} says.
 *
 * @param path the snapshot file; empty for the default
 * @param servers the names of the servers; empty for all
 * @param options how to compare, and what fails
 */
record Pin(String path, List<String> servers, DriftOptions options) {

    /** All servers, each with its default file. */
    static Pin all(Clock clock) {
        return new Pin("", List.of(), DriftOptions.of(Profile.AGENT, clock));
    }
}
