/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The proxy between an MCP client and a server that is reached by HTTP: passes bytes on as they are, records what they
 * say, and carries out the scripts of faults. Internal.
 *
 * <p>One thread for each connection of a client does everything in turn: it reads a request, sends it on, passes the
 * answer back, and looks now and then whether the client is still there. Framings are pure and take bytes however they
 * are chunked, so that a timeout in the middle of anything loses nothing.
 */
@NullMarked
package dev.mcpjunit.fault.internal.http;

import org.jspecify.annotations.NullMarked;
