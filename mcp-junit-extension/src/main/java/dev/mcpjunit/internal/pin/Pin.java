/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.Profile;
import java.time.Clock;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a {@code @PinnedSchema} declares.
 *
 * @param path the snapshot file; empty for the default
 * @param servers the names of the servers; empty for all
 * @param usedBy the names of the cassettes that show what is used; empty if everything counts
 * @param options how to compare, and what fails
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Pin(String path, List<String> servers, List<String> usedBy, DriftOptions options) {

    /** All servers, each with its default file. */
    public static Pin all(Clock clock) {
        return new Pin("", List.of(), List.of(), DriftOptions.of(Profile.AGENT, clock));
    }
}
