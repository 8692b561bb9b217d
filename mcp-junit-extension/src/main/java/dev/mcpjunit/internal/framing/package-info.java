/* SPDX-License-Identifier: Apache-2.0 */
/** Bytes to messages: pure splitters for event streams and lines. Internal. */
@NullMarked
package dev.mcpjunit.internal.framing;

import org.jspecify.annotations.NullMarked;
