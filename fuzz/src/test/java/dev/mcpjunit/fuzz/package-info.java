/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Fuzz tests of everything that reads foreign bytes. In an ordinary build each runs on its committed corpus;
 * {@code fuzz/run} looks for new inputs.
 */
@NullMarked
package dev.mcpjunit.fuzz;

import org.jspecify.annotations.NullMarked;
