/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Compares two catalogs and rates each change. Needs no server and no JUnit. Start at {@link dev.mcpjunit.drift.Drift}.
 */
@NullMarked
package dev.mcpjunit.drift;

import org.jspecify.annotations.NullMarked;
