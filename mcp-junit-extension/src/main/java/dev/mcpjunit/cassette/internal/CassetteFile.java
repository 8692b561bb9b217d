/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * The file of a cassette, and how messages speak of it.
 *
 * @param shown the path in messages
 * @param refresh the command that records it again
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CassetteFile(Path path, String shown, String refresh) {

    /** The name without folders. */
    String name() {
        return String.valueOf(path.getFileName());
    }
}
