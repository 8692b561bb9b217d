/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import dev.mcpjunit.contract.login.LoginSetup;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Opens authorization addresses on this machine, and no other. */
final class UserBrowser implements LoginSetup.Browser {

    private static final int TIMEOUT = Math.toIntExact(Duration.ofSeconds(10).toMillis());

    @Override
    public URI open(URI authorization) throws IOException {
        String host = authorization.getHost();
        if (host == null || !host.matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]")) {
            throw new IOException("The browser of a check opens addresses on this machine only, and not one at " + host
                    + ". The client must use the authorization server that the server names.");
        }
        var connection = (HttpURLConnection) authorization.toURL().openConnection();
        try {
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(TIMEOUT);
            connection.setReadTimeout(TIMEOUT);
            String location = connection.getHeaderField("Location");
            if (location == null) {
                throw new IOException("The authorization server answered with HTTP " + connection.getResponseCode()
                        + " and no redirect. Are client_id and redirect_uri registered?");
            }
            return URI.create(location);
        } finally {
            connection.disconnect();
        }
    }
}
