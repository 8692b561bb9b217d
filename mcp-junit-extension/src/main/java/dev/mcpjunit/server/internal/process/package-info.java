/* SPDX-License-Identifier: Apache-2.0 */
/** Servers that are child processes: started, watched, and ended with everything they started. Internal. */
@NullMarked
package dev.mcpjunit.server.internal.process;

import org.jspecify.annotations.NullMarked;
