/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.internal.wire.ServerLink;
import dev.mcpjunit.model.ProtocolChoice;
import java.time.Duration;

/**
 * How a connection behaves.
 *
 * @param protocol which revisions may be used
 */
record ConnectionOptions(ServerLink link, ClientProfile client, ProtocolChoice protocol, Duration requestTimeout) {

    /** The server's name, for messages. */
    String server() {
        return link.server();
    }
}
