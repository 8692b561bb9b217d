/* SPDX-License-Identifier: Apache-2.0 */
/** Weighs changes by what recorded requests use. */
@NullMarked
package dev.mcpjunit.drift.internal.use;

import org.jspecify.annotations.NullMarked;
