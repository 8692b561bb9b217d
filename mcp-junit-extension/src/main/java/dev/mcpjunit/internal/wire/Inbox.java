/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** Takes what a server says by itself. Called on the wire's reading thread: must not block. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Inbox {

    /** Take a notification or a request of the server; a request has an {@code id}. */
    void take(JsonObject message);
}
