/* SPDX-License-Identifier: Apache-2.0 */
/** Checks of {@link dev.mcpjunit.contract.StdioHygieneContract}. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.stdio;

import org.jspecify.annotations.NullMarked;
