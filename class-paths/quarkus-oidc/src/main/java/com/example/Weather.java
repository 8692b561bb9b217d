/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import io.quarkiverse.mcp.server.Tool;
import jakarta.annotation.security.RolesAllowed;

/** The tools. */
public class Weather {

    @Tool(name = "get-forecast", description = "Say how the weather will be.")
    public String forecast(String city) {
        return "Sunny in " + city;
    }

    @RolesAllowed("weather:write")
    @Tool(name = "book-trip", description = "Book a trip.")
    public String book(String city) {
        return "Booked a trip to " + city;
    }
}
