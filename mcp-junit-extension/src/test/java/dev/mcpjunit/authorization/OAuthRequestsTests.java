/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static dev.mcpjunit.authorization.OAuthClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.authorization.OAuthRequest.Kind;
import dev.mcpjunit.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A test can see what clients have requested. */
class OAuthRequestsTests {

    private final AuthorizationServer server = AuthorizationServer.start();
    private final OAuthClient client = new OAuthClient(server);

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonObject tokens(String id) throws Exception {
        Map<String, String> answer = client.authorize(id, "resource", "http://localhost:8080/mcp");
        return object(client.exchange(id, answer.get("code")));
    }

    @Test
    void each_request_is_listed_with_its_parameters() throws Exception {
        String id = client.registered();
        JsonObject tokens = tokens(id);
        String refreshToken = tokens.string("refresh_token").orElseThrow();
        client.refresh(id, refreshToken);
        client.refresh(id, refreshToken);

        List<OAuthRequest> requests = server.requests();

        assertThat(requests)
                .extracting(OAuthRequest::kind)
                .containsExactly(Kind.REGISTRATION, Kind.AUTHORIZATION, Kind.TOKEN, Kind.TOKEN, Kind.TOKEN);
        assertThat(requests).extracting(OAuthRequest::status).containsExactly(201, 302, 200, 200, 400);
        assertThat(requests).filteredOn(OAuthRequest::isRefresh).hasSize(2);
        assertThat(requests.get(1).parameter("resource")).contains("http://localhost:8080/mcp");
        assertThat(requests.get(2).parameter("resource")).isEmpty();
    }

    @Test
    void no_value_is_printed() throws Exception {
        String id = client.registered();
        JsonObject tokens = tokens(id);
        client.refresh(id, tokens.string("refresh_token").orElseThrow());

        assertThat(server.requests().get(3)).hasToString("TOKEN [grant_type, client_id, refresh_token] → 200");
    }

    @Test
    void of_concurrent_refreshes_one_is_granted() throws Exception {
        String id = client.registered();
        String refreshToken = tokens(id).string("refresh_token").orElseThrow();
        int count = 8;
        var together = new CyclicBarrier(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            Callable<HttpResponse<String>> refresh = () -> {
                together.await(10, TimeUnit.SECONDS);
                return client.refresh(id, refreshToken);
            };
            List<Integer> statuses = new ArrayList<>();
            for (Future<HttpResponse<String>> response :
                    threads.invokeAll(Collections.nCopies(count, refresh), 30, TimeUnit.SECONDS)) {
                statuses.add(response.get().statusCode());
            }

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 400).hasSize(count - 1);
        } finally {
            threads.shutdownNow();
        }
    }
}
