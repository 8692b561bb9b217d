/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import java.util.List;

/**
 * What a {@link PinnedSchema} says.
 *
 * @param path the snapshot file; empty for the default
 * @param servers the names of the servers; empty for all
 */
record Pin(String path, List<String> servers) {

    /** All servers, each with its default file. */
    static final Pin ALL = new Pin("", List.of());
}
