/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.testkit.Awaiting;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ServerRequestsTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Findings findings = new Findings();

    @Test
    void a_flood_of_requests_is_answered_by_a_few_threads() {
        var answered = new ConcurrentLinkedQueue<JsonObject>();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var go = new CountDownLatch(1);
        var requests = new ServerRequests("weather", findings, answer -> {
            threads.add(Thread.currentThread());
            await(go);
            answered.add(answer);
        });
        for (int i = 0; i < 5_000; i++) {
            requests.take(RpcMessage.request(JsonValue.of(i), "ping", JsonObject.EMPTY));
        }
        go.countDown();

        Awaiting.until(TIMEOUT, () -> assertThat(answered).hasSizeGreaterThanOrEqualTo(1_000));
        assertThat(threads).hasSizeLessThanOrEqualTo(8);
        assertThat(findings.all().get(0))
                .startsWith("a request of the server was not answered, because 1000 others were waiting, the limit of"
                        + " mcp-junit: {\"jsonrpc\":\"2.0\",\"id\":");
        requests.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void notifications_are_bounded_in_bytes() {
        Queue<JsonObject> unused = new ConcurrentLinkedQueue<>();
        var requests = new ServerRequests("weather", findings, unused::add);
        JsonObject large = JsonObject.builder()
                .put("data", "x".repeat(Limits.notificationBytes() / 3))
                .build();
        for (int i = 0; i < 10; i++) {
            requests.take(RpcMessage.notification("notifications/message", large));
        }

        assertThat(requests.notifications()).hasSize(2);
        assertThat(findings.all())
                .containsExactly("notifications() has the first 2 notifications only: mcp-junit keeps 10000 or "
                        + Limits.mib(Limits.notificationBytes()) + " for each connection. The size is a quarter of the"
                        + " limit for one message. " + Limits.howToRaise());
        requests.close();
    }
}
