/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What crossed the wire in a test: recorded exchanges, and questions about them. Counts JSON-RPC messages, not HTTP
 * requests: HTTP libraries repeat requests by themselves.
 */
@NullMarked
package dev.mcpjunit.traffic;

import org.jspecify.annotations.NullMarked;
