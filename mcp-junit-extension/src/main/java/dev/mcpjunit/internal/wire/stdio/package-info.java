/* SPDX-License-Identifier: Apache-2.0 */
/** The wire to a child process: one JSON-RPC message per line. Internal. */
@NullMarked
package dev.mcpjunit.internal.wire.stdio;

import org.jspecify.annotations.NullMarked;
