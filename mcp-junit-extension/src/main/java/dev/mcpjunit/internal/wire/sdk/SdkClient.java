/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.sdk;

import org.apiguardian.api.API;

/**
 * A connected client of the SDK, and how to close it with all it has started.
 *
 * @param client an {@code McpSyncClient} or {@code McpAsyncClient}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SdkClient(Object client, Runnable closing) {

    /** Close the client. */
    public void close() {
        closing.run();
    }
}
