/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * How a connection reaches a server.
 *
 * @param server the server's name, for messages
 * @param wires makes a wire, given what takes the server's own messages
 * @param exitReport how the server ended; empty while it runs or where that is not known
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ServerLink(String server, Function<Inbox, Wire> wires, Supplier<Optional<String>> exitReport) {}
