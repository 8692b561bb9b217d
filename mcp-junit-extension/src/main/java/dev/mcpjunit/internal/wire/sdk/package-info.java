/* SPDX-License-Identifier: Apache-2.0 */
/** Clients of the MCP Java SDK for those who have it: one of its homes. Internal. */
@NullMarked
package dev.mcpjunit.internal.wire.sdk;

import org.jspecify.annotations.NullMarked;
