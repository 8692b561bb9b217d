/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Says with each refusal where a client finds the metadata of this server, and which scopes its token must have. The
 * handlers of Spring Security and MCP Security name no scope, and that of Spring Security for 403 no metadata.
 */
class Challenge implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String SCOPE = "SCOPE_";

    private final String path;
    private final String scope;

    /**
     * Create a challenge.
     *
     * @param path the path of the MCP endpoint
     * @param scope what each request needs
     */
    Challenge(String path, String scope) {
        this.path = path;
        this.scope = scope;
    }

    /** The token is missing or not valid. */
    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        String error = exception instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "";
        refuse(response, HttpServletResponse.SC_UNAUTHORIZED, error, Set.of(scope));
    }

    /** The token lacks the scope that each request needs. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception) {
        requireScope(scope, response);
    }

    /** Refuse a request whose token lacks a scope. Name the granted scopes too: clients request only named ones. */
    void requireScope(String missing, HttpServletResponse response) {
        Set<String> needed = granted();
        needed.add(missing);
        refuse(response, HttpServletResponse.SC_FORBIDDEN, "insufficient_scope", needed);
    }

    /** The scopes of the token of this request. */
    static Set<String> granted() {
        var scopes = new LinkedHashSet<String>();
        Authentication token = SecurityContextHolder.getContext().getAuthentication();
        if (token != null) {
            token.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .filter(authority -> authority != null && authority.startsWith(SCOPE))
                    .forEach(authority -> scopes.add(authority.substring(SCOPE.length())));
        }
        return scopes;
    }

    private void refuse(HttpServletResponse response, int status, String error, Set<String> scopes) {
        String metadata = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/.well-known/oauth-protected-resource" + path)
                .toUriString();
        // Not sendError: its dispatch to the error page would be refused as well, because it has no token.
        response.setStatus(status);
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                "Bearer " + (error.isEmpty() ? "" : "error=\"" + error + "\", ") + "resource_metadata=\"" + metadata
                        + "\", scope=\"" + String.join(" ", scopes) + "\"");
    }
}
