/* SPDX-License-Identifier: Apache-2.0 */
/** Checks of {@link dev.mcpjunit.contract.HandshakeServerContract}. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.handshake;

import org.jspecify.annotations.NullMarked;
