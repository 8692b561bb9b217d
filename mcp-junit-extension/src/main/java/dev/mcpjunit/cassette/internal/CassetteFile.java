/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The file of a cassette, and how messages speak of it.
 *
 * @param shown the path in messages
 * @param refresh the command that records it again
 * @param masks names and paths of secrets in it, in addition to those that are known
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CassetteFile(Path path, String shown, String refresh, List<String> masks) {

    public CassetteFile {
        masks = List.copyOf(masks);
    }

    /** The name without folders. */
    String name() {
        return String.valueOf(path.getFileName());
    }
}
