/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import java.util.Map;
import org.springaicommunity.mcp.security.server.config.McpServerOAuth2Configurer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Configures which tokens are accepted, and for which requests. */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {

    // tag::configuration[]
    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
            @Value("${weather.validate-audience}") boolean validateAudience) {
        var challenge = new Challenge("/mcp", "weather:read");
        return http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_weather:read"))
                // Clients send tokens instead of cookies, so CSRF is not possible. With CSRF protection, a POST without
                // a token would get 403, but only 401 makes a client log in.
                .csrf(AbstractHttpConfigurer::disable)
                // Each request has a token. MCP sessions are not HTTP sessions of the servlet container.
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .with(McpServerOAuth2Configurer.mcpServerOAuth2(), server -> server.authorizationServer(issuer)
                        .validateAudienceClaim(validateAudience)
                        .sessionBinding(Customizer.withDefaults())
                        .oauth2ResourceServer(resource -> resource.authenticationEntryPoint(challenge)
                                .accessDeniedHandler(challenge)))
                .addFilterAfter(
                        new ToolScopeFilter(Map.of("book-trip", "weather:write"), challenge), AuthorizationFilter.class)
                .build();
    }
    // end::configuration[]
}
