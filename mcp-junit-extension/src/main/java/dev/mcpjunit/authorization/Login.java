/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import org.apiguardian.api.API;

/**
 * How connections log in to a server that requires access tokens.
 *
 * <pre>{@code
 * @McpServer(url = "https://weather.example.com/mcp", login = Login.AS_USER)
 * class WeatherTest {}
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Login {

    /** Not at all: connections send the headers that they are given, and report a 401. */
    NONE,

    /**
     * For a user, by the authorization code flow with PKCE. There is no browser: the authorization server must answer
     * with a redirect immediately, as {@link AuthorizationServer} does.
     */
    AS_USER,

    /** For the client itself, by client credentials. */
    AS_CLIENT
}
