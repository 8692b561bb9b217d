/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/**
 * What the recorded requests of a client say about a change.
 *
 * @param effect what the change does to them
 * @param words the recorded request, or what is unused, in a sentence without its period
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RecordedUse(Effect effect, String words) {

    /** What a change does to recorded requests. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Effect {
        /** A recorded request is no longer accepted, or its result no longer promised. Fails, whatever the level. */
        BREAKS,
        /** A recorded request uses what has changed. Fails as if nothing were recorded. */
        USES,
        /** No recorded request uses what has changed. Does not fail, unless its text does. */
        UNUSED
    }
}
