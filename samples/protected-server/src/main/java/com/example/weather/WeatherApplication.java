/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An MCP server that requires access tokens. */
@SpringBootApplication
public class WeatherApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(WeatherApplication.class, arguments);
    }
}
