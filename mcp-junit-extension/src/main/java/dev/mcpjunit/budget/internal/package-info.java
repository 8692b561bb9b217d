/* SPDX-License-Identifier: Apache-2.0 */
/** Judges what tool definitions cost. Internal. */
@NullMarked
package dev.mcpjunit.budget.internal;

import org.jspecify.annotations.NullMarked;
