/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The only place that knows all adapters: chooses the launcher and the wire, and keeps a server's life together.
 * Internal.
 */
@NullMarked
package dev.mcpjunit.internal.wiring;

import org.jspecify.annotations.NullMarked;
