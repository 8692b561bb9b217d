/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import dev.mcpjunit.json.JsonValue;
import org.apiguardian.api.API;

/** What a message consisted of. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Body {

    /**
     * JSON: a JSON-RPC message, a batch of them, or any other JSON.
     *
     * @param value the whole value
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Json(JsonValue value) implements Body {}

    /**
     * Something else, such as the HTML page of a gateway.
     *
     * @param text the whole text
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Text(String text) implements Body {}

    /**
     * A body that was not kept.
     *
     * @param reason why, for example {@code larger than 1 MiB}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Omitted(String reason) implements Body {}
}
