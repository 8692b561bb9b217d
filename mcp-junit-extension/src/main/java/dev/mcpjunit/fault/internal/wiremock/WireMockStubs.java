/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.wiremock;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.RequestCache;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fault.internal.http.OfferedRequest;
import dev.mcpjunit.fault.internal.http.StubAnswer;
import dev.mcpjunit.fault.internal.http.Stubs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The stubs and the journal that one test has for one server. Thread-safe.
 *
 * <p>One request is matched after the other, so that the scenarios of WireMock count right however many requests come
 * concurrently; they are answered side by side.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WireMockStubs implements Stubs {

    private final WireMock client;
    private final StubRequestHandler handler;
    private final ReentrantLock matching = new ReentrantLock();
    private final List<String> problems = new CopyOnWriteArrayList<>();

    private WireMockStubs(WireMock client, StubRequestHandler handler) {
        this.client = client;
        this.handler = handler;
    }

    /**
     * Begin without stubs.
     *
     * @param server the name of the server, for messages
     * @throws ServerStartException if the WireMock on the class path is another than this was made for
     */
    public static WireMockStubs of(String server) {
        try {
            // Older releases lack this; it is asked for here, and not when the first request has come.
            RequestCache.onRequestEnd();
            var engine = Engine.of(server);
            return new WireMockStubs(new WireMock(engine), engine.stubs());
        } catch (LinkageError other) {
            throw new ServerStartException(
                    "Server '" + server + "': the WireMock on the class path does not fit (" + other + "). The releases"
                            + " 3.10 to 3.13 do: have org.wiremock:wiremock-standalone:3.13.2, and no other WireMock"
                            + " beside it.",
                    other);
        }
    }

    /** A {@code WireMock}, for those who must not know the type. */
    public Object client() {
        return client;
    }

    /** What the stubs asked for and could not be done. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public boolean serve(OfferedRequest request, Client waiting) throws IOException {
        var offer = new Offer(waiting);
        matching.lock();
        try {
            handler.handle(
                    new WireRequest(request), (seen, response, attributes) -> offer.answer(response, attributes), null);
        } catch (RuntimeException | LinkageError failure) {
            RequestCache.onRequestEnd();
            offer.fail(failure);
        } finally {
            offer.unlock();
        }
        return offer.wasServed();
    }

    /** One request, until WireMock is done with it. */
    private final class Offer {

        private final Client waiting;
        private boolean served;
        private @Nullable IOException broken;

        Offer(Client waiting) {
            this.waiting = waiting;
        }

        void answer(Response response, Map<String, Object> attributes) {
            unlock();
            if (response.wasConfigured()) {
                var event = (ServeEvent) attributes.get(ServeEvent.ORIGINAL_SERVE_EVENT_KEY);
                send(answer(response, StubResponses.name(event == null ? null : event.getStubMapping())));
            }
        }

        private StubAnswer answer(Response response, String stub) {
            try {
                return StubResponses.of(response, stub);
            } catch (ImpossibleStubException impossible) {
                return refused(stub, String.valueOf(impossible.getMessage()));
            }
        }

        void fail(Throwable failure) {
            if (served) {
                problems.add("WireMock failed after its answer: " + failure);
                return;
            }
            unlock();
            send(refused("WireMock", "WireMock could not answer a request: " + failure));
        }

        private StubAnswer refused(String stub, String why) {
            problems.add(why);
            return StubResponses.refusal(stub, why);
        }

        private void send(StubAnswer answer) {
            served = true;
            try {
                waiting.send(answer);
            } catch (IOException gone) {
                broken = gone;
            }
        }

        void unlock() {
            if (matching.isHeldByCurrentThread()) {
                matching.unlock();
            }
        }

        boolean wasServed() throws IOException {
            if (broken != null) {
                throw broken;
            }
            return served;
        }
    }
}
