/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Wires carry JSON-RPC messages: one message out, its answer back, and whatever the server says by itself. A dead peer
 * ends every wait immediately. They know nothing of protocol revisions. Internal.
 */
@NullMarked
package dev.mcpjunit.internal.wire;

import org.jspecify.annotations.NullMarked;
