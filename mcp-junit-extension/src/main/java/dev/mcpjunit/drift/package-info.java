/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Compares two catalogs and rates each change. Values in, values out: nothing here knows a server. Start at
 * {@link dev.mcpjunit.drift.Drift}.
 */
@NullMarked
package dev.mcpjunit.drift;

import org.jspecify.annotations.NullMarked;
