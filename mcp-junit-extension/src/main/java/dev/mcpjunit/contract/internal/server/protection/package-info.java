/* SPDX-License-Identifier: Apache-2.0 */
/** Checks of {@link dev.mcpjunit.contract.ProtectedServerContract}. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.protection;

import org.jspecify.annotations.NullMarked;
