/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The bridge between an MCP client and a server on standard input and output: the client starts a relay, the bridge
 * starts the real server, passes bytes on as they are, records what they say, and carries out the scripts of faults.
 * Internal.
 *
 * <p>For each client one thread reads what it says and one what its server says, and each exchange with a script has a
 * thread of its own, so that one wait does not delay the others.
 */
@NullMarked
package dev.mcpjunit.fault.internal.stdio;

import org.jspecify.annotations.NullMarked;
