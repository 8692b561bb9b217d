/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** The tools. */
@Component
public class WeatherTools {

    @McpTool(name = "get-forecast", description = "Say how the weather will be.")
    public String forecast(String city) {
        return "Sunny in " + city;
    }

    // Also checked by ToolScopeFilter, which tells the client which scope to ask for.
    @PreAuthorize("hasAuthority('SCOPE_weather:write')")
    @McpTool(name = "book-trip", description = "Book a trip.")
    public String book(String city) {
        return "Booked a trip to " + city;
    }
}
