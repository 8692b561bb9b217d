/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess.sdk;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** A transport of the SDK that is driven by HTTP exchanges. */
interface SdkTransport {

    /** Deal with one exchange, to its end. */
    void handle(HttpExchange exchange) throws IOException;

    /** Close all sessions. */
    void shutDown();
}
