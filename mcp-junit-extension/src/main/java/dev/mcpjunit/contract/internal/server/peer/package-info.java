/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Connections that send any bytes to a server and keep what it answers, whether or not it follows the protocol.
 * Internal.
 */
@NullMarked
package dev.mcpjunit.contract.internal.server.peer;

import org.jspecify.annotations.NullMarked;
