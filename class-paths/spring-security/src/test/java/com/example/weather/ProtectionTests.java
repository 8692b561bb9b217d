/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.stacks.ProtectedWeather;
import dev.mcpjunit.testkit.stacks.StackColumn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the contract finds in a server of Spring AI behind Spring Security, and behind MCP Security. */
class ProtectionTests {

    @Nested
    @McpServer(
            name = "weather",
            command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.weather.WeatherApplication"},
            env = {
                "PORT=${mcp.port}",
                "ISSUER=${mcp.auth.issuer}",
                "RESOURCE=http://localhost:${mcp.port}/mcp",
                "SPRING_PROFILES_ACTIVE=resource-server"
            },
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    class ResourceServer implements ProtectedWeather {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.of("Spring Security 7.1.2");
    }

    @Nested
    @McpServer(
            name = "weather",
            command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.weather.WeatherApplication"},
            env = {
                "PORT=${mcp.port}",
                "ISSUER=${mcp.auth.issuer}",
                "RESOURCE=http://localhost:${mcp.port}/mcp",
                "SPRING_PROFILES_ACTIVE=resource-server-issuer-only"
            },
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    class ResourceServerIssuerOnly implements ProtectedWeather {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.of("Spring Security, issuer only");
    }

    @Nested
    @McpServer(
            name = "weather",
            command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.weather.WeatherApplication"},
            env = {
                "PORT=${mcp.port}",
                "ISSUER=${mcp.auth.issuer}",
                "RESOURCE=http://localhost:${mcp.port}/mcp",
                "SPRING_PROFILES_ACTIVE=mcp-security"
            },
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    class McpSecurity implements ProtectedWeather {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.of("MCP Security 0.1.13");
    }

    @Nested
    @McpServer(
            name = "weather",
            command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.weather.WeatherApplication"},
            env = {
                "PORT=${mcp.port}",
                "ISSUER=${mcp.auth.issuer}",
                "RESOURCE=http://localhost:${mcp.port}/mcp",
                "SPRING_PROFILES_ACTIVE=mcp-security-issuer-only"
            },
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    class McpSecurityIssuerOnly implements ProtectedWeather {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.of("MCP Security, issuer only");
    }
}
