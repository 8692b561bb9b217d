/* SPDX-License-Identifier: Apache-2.0 */
/** Compares what a server declares with its snapshot file, and writes the file whole or not at all. */
@NullMarked
package dev.mcpjunit.snapshot.internal;

import org.jspecify.annotations.NullMarked;
