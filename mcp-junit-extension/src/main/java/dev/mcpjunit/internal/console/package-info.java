/* SPDX-License-Identifier: Apache-2.0 */
/** What a run writes to the console: one line of progress during long waits, and a summary at its end. */
@NullMarked
package dev.mcpjunit.internal.console;

import org.jspecify.annotations.NullMarked;
