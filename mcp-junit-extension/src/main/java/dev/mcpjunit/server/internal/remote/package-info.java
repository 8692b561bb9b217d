/* SPDX-License-Identifier: Apache-2.0 */
/** Servers that run already: nothing to start, nothing to stop. Internal. */
@NullMarked
package dev.mcpjunit.server.internal.remote;

import org.jspecify.annotations.NullMarked;
