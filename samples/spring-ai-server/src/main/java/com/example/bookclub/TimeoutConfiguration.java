/* SPDX-License-Identifier: Apache-2.0 */
package com.example.bookclub;

import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import org.springframework.ai.mcp.client.common.autoconfigure.properties.McpClientCommonProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens on the wire when a call times out. */
@Configuration
class TimeoutConfiguration {

    // tag::timeout[]
    /** The request timeout ends the wait of the caller. This one also ends a request that has no response head yet. */
    @Bean
    McpSyncHttpClientRequestCustomizer requestTimeout(McpClientCommonProperties client) {
        return (request, method, uri, body, context) -> {
            if (method.equals("POST")) {
                request.timeout(client.getRequestTimeout());
            }
        };
    }
    // end::timeout[]
}
