/* SPDX-License-Identifier: Apache-2.0 */
/** Deadlines and durations as people write them. Internal. */
@NullMarked
package dev.mcpjunit.internal.time;

import org.jspecify.annotations.NullMarked;
