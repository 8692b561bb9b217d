/* SPDX-License-Identifier: Apache-2.0 */
/** Checks of {@link dev.mcpjunit.contract.AppServerContract}. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.app;

import org.jspecify.annotations.NullMarked;
