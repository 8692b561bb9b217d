/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.internal.client.Attempts;
import dev.mcpjunit.authorization.internal.client.ClientLogin;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.time.Deadline;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** The login of a channel at its server, if it is to log in. */
record ChannelLogin(Optional<ClientLogin> login, LoginTasks tasks) {

    static ChannelLogin of(String subject, URI server, ClientAuthorization authorization, LoginTasks tasks) {
        return new ChannelLogin(ClientLogin.of(subject, server, authorization), tasks);
    }

    /** The attempts to send a request; empty if it is sent once, and without a token. */
    Optional<Attempts> attempts(HttpRequest request, Deadline deadline) {
        return login.filter(known -> known.isFor(request.uri()))
                .map(known -> tasks.await(() -> known.attempts(deadline), deadline));
    }

    /** Get another token, because the last one was refused, or there was none. */
    void refused(HttpResponse<?> refusal, Attempts attempts, Deadline deadline) {
        Attempts unused = tasks.await(
                () -> {
                    attempts.refused(refusal.statusCode(), refusal.headers());
                    return attempts;
                },
                deadline);
    }

    /** End the logins that callers wait for. */
    void close() {
        tasks.close();
    }

    /** A request with the token of the login, if there is one and the request goes to the server itself. */
    HttpRequest authorized(HttpRequest request) {
        return login.filter(known -> known.isFor(request.uri()))
                .map(known -> withToken(request, known.token()))
                .orElse(request);
    }

    static HttpRequest withToken(HttpRequest request, Optional<String> token) {
        return token.map(value -> HttpRequest.newBuilder(request, (name, any) -> true)
                        .setHeader("Authorization", "Bearer " + value)
                        .build())
                .orElse(request);
    }

    /** The secrets of the login so far. */
    Secrets secrets() {
        return login.map(ClientLogin::secrets).orElseGet(() -> Secrets.of(Map.of(), Map.of()));
    }
}
