/* SPDX-License-Identifier: Apache-2.0 */
/** Checks of {@link dev.mcpjunit.contract.StatelessServerContract}. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.stateless;

import org.jspecify.annotations.NullMarked;
