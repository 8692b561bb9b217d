/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load.internal;

import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What a server takes of its machine.
 *
 * @param memory the bytes of memory that its processes have; empty if that cannot be read
 * @param log the characters that it has written to its log so far; empty if that cannot be read
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Footprint(OptionalLong memory, OptionalLong log) {

    /** Of a server of which nothing can be read. */
    public static final Footprint UNKNOWN = new Footprint(OptionalLong.empty(), OptionalLong.empty());
}
