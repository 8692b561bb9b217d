/* SPDX-License-Identifier: Apache-2.0 */
/** Faults without a wire, for clients of the MCP Java SDK whose transport a test can choose. */
@NullMarked
package dev.mcpjunit.fault.sdk;

import org.jspecify.annotations.NullMarked;
