/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.testkit.Weather;

/** A good server passes. */
@McpServer(inProcess = Weather.InProcess.class)
class WeatherHttpServerTests implements HttpServerContract {}
