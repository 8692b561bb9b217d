/* SPDX-License-Identifier: Apache-2.0 */
package com.example.library;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.spec.McpError;
import java.util.List;
import org.springframework.ai.mcp.server.common.autoconfigure.properties.McpServerStreamableHttpProperties;
import org.springframework.ai.mcp.server.webmvc.transport.WebMvcStreamableServerTransportProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.JacksonMixin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The MCP rules for HTTP that Spring AI does not follow by default. */
// tag::http[]
@Configuration
class HttpConfiguration {

    /** Refuses requests of foreign web pages. */
    @Bean
    WebMvcStreamableServerTransportProvider webMvcStreamableServerTransportProvider(
            @Qualifier("mcpServerJsonMapper") JsonMapper json,
            McpServerStreamableHttpProperties properties,
            @Value("${library.allowed-origins}") List<String> origins) {
        return WebMvcStreamableServerTransportProvider.builder()
                .jsonMapper(new JacksonMcpJsonMapper(json))
                .mcpEndpoint(properties.getMcpEndpoint())
                .keepAliveInterval(properties.getKeepAliveInterval())
                .disallowDelete(properties.isDisallowDelete())
                .securityValidator(DefaultServerTransportSecurityValidator.builder()
                        .allowedOrigins(origins)
                        .build())
                .build();
    }

    /** Refuses unknown revisions, and GET: this server never sends a message by itself. */
    @Bean
    RouterFunction<ServerResponse> webMvcStreamableServerRouterFunction(
            WebMvcStreamableServerTransportProvider transport) {
        return transport.getRouterFunction().filter((request, next) -> {
            String revision = request.headers().firstHeader("MCP-Protocol-Version");
            if (revision != null && !transport.protocolVersions().contains(revision)) {
                return ServerResponse.badRequest().body("Unknown MCP-Protocol-Version");
            }
            return request.method().equals(HttpMethod.GET)
                    ? ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED)
                            .allow(HttpMethod.POST, HttpMethod.DELETE)
                            .build()
                    : next.handle(request);
        });
    }

    /** Without this, the answer to a malformed message contains the stack trace of the error. */
    @JacksonMixin(McpError.class)
    @JsonIgnoreProperties({"cause", "localizedMessage", "stackTrace", "suppressed"})
    interface WithoutStackTrace {}
}
// end::http[]
