/* SPDX-License-Identifier: Apache-2.0 */
/** Reads, writes and prints transcripts. Internal. */
@NullMarked
package dev.mcpjunit.transcript.internal;

import org.jspecify.annotations.NullMarked;
