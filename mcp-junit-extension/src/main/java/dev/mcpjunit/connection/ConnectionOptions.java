/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.model.ProtocolChoice;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * How a connection behaves.
 *
 * @param server the server's name, for messages
 * @param client what the server is told about the client
 * @param protocol which revisions may be spoken
 * @param requestTimeout how long a request may take
 * @param exitReport what is known about a server that has ended; empty while it lives or where nobody can tell
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ConnectionOptions(
        String server,
        ClientProfile client,
        ProtocolChoice protocol,
        Duration requestTimeout,
        Supplier<Optional<String>> exitReport) {}
