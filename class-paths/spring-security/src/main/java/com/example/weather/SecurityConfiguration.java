/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import org.springaicommunity.mcp.security.server.config.McpServerOAuth2Configurer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Four configurations: each stack as its documentation advises, and with only the issuer. */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {

    @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}")
    private String issuer;

    @Value("${resource}")
    private String resource;

    /** Together with {@code spring.security.oauth2.resourceserver.jwt.audiences}. */
    @Bean
    @Profile("resource-server")
    SecurityFilterChain resourceServer(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_weather:read"))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .protectedResourceMetadata(metadata -> metadata.protectedResourceMetadataCustomizer(
                                document -> document.resource(resource).authorizationServer(issuer))))
                .build();
    }

    @Bean
    @Profile("resource-server-issuer-only")
    SecurityFilterChain resourceServerIssuerOnly(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .build();
    }

    @Bean
    @Profile("mcp-security")
    SecurityFilterChain mcpSecurity(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_weather:read"))
                .with(McpServerOAuth2Configurer.mcpServerOAuth2(), server -> server.authorizationServer(issuer)
                        .validateAudienceClaim(true)
                        .sessionBinding(Customizer.withDefaults()))
                .build();
    }

    @Bean
    @Profile("mcp-security-issuer-only")
    SecurityFilterChain mcpSecurityIssuerOnly(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .with(McpServerOAuth2Configurer.mcpServerOAuth2(), server -> server.authorizationServer(issuer))
                .build();
    }
}
