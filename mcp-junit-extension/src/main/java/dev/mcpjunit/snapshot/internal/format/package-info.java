/* SPDX-License-Identifier: Apache-2.0 */
/** Snapshots as text. */
@NullMarked
package dev.mcpjunit.snapshot.internal.format;

import org.jspecify.annotations.NullMarked;
