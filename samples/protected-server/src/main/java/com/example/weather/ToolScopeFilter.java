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
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses a call whose token lacks the scope of its tool by HTTP 403, and names the scope. A refusal of the tool itself
 * would be a result with HTTP 200, from which no client learns what to ask its user for.
 */
class ToolScopeFilter extends OncePerRequestFilter {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> scopes;

    ToolScopeFilter(Map<String, String> scopesByTool) {
        this.scopes = scopesByTool;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        Optional<String> missing = missingScope(body);
        if (missing.isPresent()) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setHeader(
                    "WWW-Authenticate",
                    "Bearer error=\"insufficient_scope\", scope=\"weather:read " + missing.get() + "\"");
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
                    .filter(scope -> scope != null && !isGranted(scope))
                    .findFirst();
        } catch (JacksonException noJson) {
            // The MCP server reports malformed JSON itself.
            return Optional.empty();
        }
    }

    private static boolean isGranted(String scope) {
        Authentication token = SecurityContextHolder.getContext().getAuthentication();
        return token != null
                && token.getAuthorities().stream().anyMatch(each -> ("SCOPE_" + scope).equals(each.getAuthority()));
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
