/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Transcripts: what crossed the wire in a test, message by message, as values and as JSONL files. The format has a
 * version and is documented in {@code docs/transcript.md}.
 */
@NullMarked
package dev.mcpjunit.transcript;

import org.jspecify.annotations.NullMarked;
