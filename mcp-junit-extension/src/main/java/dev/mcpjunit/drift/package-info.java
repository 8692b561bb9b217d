/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What changed between two catalogs, and what it is worth. Values in, values out: nothing here knows that there was a
 * server. Start at {@link dev.mcpjunit.drift.Drift}.
 */
@NullMarked
package dev.mcpjunit.drift;

import org.jspecify.annotations.NullMarked;
