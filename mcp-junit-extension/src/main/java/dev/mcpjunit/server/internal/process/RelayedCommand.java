/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.OutputStream;
import org.apiguardian.api.API;

/**
 * What a client has started, as far as it knows: a stand-in is in its place, and this is what is to run behind it.
 *
 * @param endpoint the command with its directory; its environment is all that the process gets, for clients may have
 *     taken variables away
 * @param errors takes a copy of the standard error while it is read; closed at its end
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RelayedCommand(McpEndpoint.Stdio endpoint, OutputStream errors) {}
