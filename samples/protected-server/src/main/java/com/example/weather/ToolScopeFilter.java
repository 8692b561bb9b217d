/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses a call whose token lacks the scope of its tool by HTTP 403, and names the scope. A refusal of the tool itself
 * would be a result with HTTP 200, which does not tell clients which scope to request.
 */
class ToolScopeFilter extends OncePerRequestFilter {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> scopes;
    private final Challenge challenge;

    /**
     * Create a filter.
     *
     * @param scopesByTool the scope of each tool that needs one
     * @param challenge what a refused client gets
     */
    ToolScopeFilter(Map<String, String> scopesByTool, Challenge challenge) {
        this.scopes = scopesByTool;
        this.challenge = challenge;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            // Not sendError: its dispatch to the error page has no token, and would be refused with 401.
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        Optional<String> missing = missingScope(body);
        if (missing.isPresent()) {
            challenge.requireScope(missing.get(), response);
            return;
        }
        chain.doFilter(new Repeated(request, body), response);
    }

    private Optional<String> missingScope(byte[] body) {
        try {
            JsonNode message = JSON.readTree(body);
            Stream<JsonNode> messages =
                    message.isArray() ? StreamSupport.stream(message.spliterator(), false) : Stream.of(message);
            return messages.filter(each -> each.path("method").asString("").equals("tools/call"))
                    .map(each -> scopes.get(each.path("params").path("name").asString("")))
                    .filter(scope -> scope != null && !Challenge.granted().contains(scope))
                    .findFirst();
        } catch (JacksonException noJson) {
            // The MCP server reports malformed JSON itself.
            return Optional.empty();
        }
    }

    /** A request whose body can be read again. */
    private static final class Repeated extends HttpServletRequestWrapper {

        private final byte[] body;

        Repeated(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int from, int length) {
                    return bytes.read(target, from, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body has been read already");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
