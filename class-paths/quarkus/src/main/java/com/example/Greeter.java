/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import io.quarkiverse.mcp.server.Tool;

/** An application with one tool. */
public class Greeter {

    @Tool(description = "Greet a person.")
    public String greet(String name) {
        return "Hello, " + name + "!";
    }
}
