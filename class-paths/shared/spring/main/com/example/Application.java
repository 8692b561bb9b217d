/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application with one tool. */
@SpringBootApplication
public class Application {

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    /** The tool. */
    public static class Greeter {
        @Tool(name = "greet", description = "Greet a person.")
        public String greet(String name) {
            return "Hello, " + name + "!";
        }
    }

    @Bean
    ToolCallbackProvider tools() {
        return MethodToolCallbackProvider.builder().toolObjects(new Greeter()).build();
    }
}
