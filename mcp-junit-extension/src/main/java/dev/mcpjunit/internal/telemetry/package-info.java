/* SPDX-License-Identifier: Apache-2.0 */
/** Exports tests and their MCP traffic as spans of OpenTelemetry: the only home of its API, which is optional. */
@NullMarked
package dev.mcpjunit.internal.telemetry;

import org.jspecify.annotations.NullMarked;
