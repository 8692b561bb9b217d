/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.internal.CancellableWait;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import dev.mcpjunit.traffic.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;

/** An exchange that a stub answers: the request does not reach the server. */
final class StubbedExchange {

    private static final byte[] GARBAGE = "no chunk, no status line\u0000\u0001\u0002".getBytes(UTF_8);
    private static final int OK = 200;

    private final Connection client;
    private final ClientRequest request;
    private final Tracked tracked;
    private boolean keepsAlive;

    StubbedExchange(Connection client, ClientRequest request, Tracked tracked) {
        this.client = client;
        this.request = request;
        this.tracked = tracked;
    }

    /** Whether the connection can carry another request. */
    boolean keepsAlive() {
        return keepsAlive;
    }

    /** Send what the stub says, when it says. */
    void send(StubAnswer answer) throws IOException {
        tracked.fault("answered by " + answer.stub());
        pause(answer.delay());
        if (answer instanceof StubAnswer.Response response) {
            respond(response);
        } else if (answer instanceof StubAnswer.Broken broken) {
            breakOff(broken.how());
        }
    }

    private void pause(Duration time) throws IOException {
        try {
            if (!new CancellableWait(() -> !client.isGone()).pause(time)) {
                throw new PeerGoneException(Side.CLIENT, Cut.CLOSE, null);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The proxy is closed");
        }
    }

    private void respond(StubAnswer.Response answer) throws IOException {
        ResponseHead head = head(answer);
        boolean closes = request.head().wantsClose() || head.headers().lists("Connection", "close");
        boolean chunked = !answer.pause().isZero() || head.headers().lists("Transfer-Encoding", "chunked");
        Framing framing = closes && !request.head().isHttp10() ? Framing.CLOSES : Framing.of(request.head());
        var response = new ClientResponse(client, tracked, framing);
        if (request.head().is("HEAD")) {
            response.withoutBody(head, together(answer.body()).length);
        } else if (chunked) {
            inChunks(response, head, answer);
        } else {
            byte[] body = together(answer.body());
            var watch = new AnswerWatch(tracked, head, false);
            watch.accept(body, 0, body.length);
            watch.end();
            response.whole(head, body);
        }
        keepsAlive = response.keepsAlive();
    }

    private static ResponseHead head(StubAnswer.Response answer) {
        var headers = new Headers(answer.headers().stream()
                .map(field -> new Headers.Field(field.getKey(), field.getValue()))
                .toList());
        ResponseHead usual = ResponseHead.of(answer.status(), headers);
        return answer.reason().isEmpty()
                ? usual
                : new ResponseHead(usual.version(), usual.status(), answer.reason(), headers);
    }

    private void inChunks(ClientResponse response, ResponseHead head, StubAnswer.Response answer) throws IOException {
        var watch = new AnswerWatch(tracked, head, false);
        int left = answer.body().size();
        response.startChunked(head);
        for (byte[] part : answer.body()) {
            pause(answer.pause());
            watch.accept(part, 0, part.length);
            left--;
            if (left == 0) {
                watch.end();
            }
            response.part(part, 0, part.length);
        }
        response.end();
    }

    private void breakOff(StubAnswer.Breakage how) throws IOException {
        var response = new ClientResponse(client, tracked, Framing.CLOSES);
        switch (how) {
            case RESET -> response.reset();
            case CLOSE -> response.end();
            case BAD_CHUNK -> {
                tracked.finished(Outcome.INVALID);
                response.startChunked(ResponseHead.of(OK, Headers.NONE));
                garbage();
            }
            case GARBAGE -> {
                tracked.finished(Outcome.INVALID);
                garbage();
            }
        }
    }

    /** The session closes the connection afterwards. */
    private void garbage() throws IOException {
        client.write(GARBAGE);
    }

    private static byte[] together(List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
