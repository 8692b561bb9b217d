/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.framing.SseParser;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the body of an HTTP response. */
final class ReplyBody {

    private ReplyBody() {}

    /** Read the head only of a stream, and anything else as a whole. */
    static HttpReply headOfStream(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            var head = new HttpReply(response.statusCode(), response.headers(), "");
            return head.isStream() ? head : whole(head, in, text -> {});
        }
    }

    /**
     * Read a body; of a stream, the events up to the response.
     *
     * @param received gets each event when it comes, and a body that is no stream
     */
    static HttpReply upToResponse(HttpResponse<InputStream> response, Consumer<String> received) throws IOException {
        return upToResponse(new HttpReply(response.statusCode(), response.headers(), ""), response.body(), received);
    }

    /** The same, after the head has been read. */
    static HttpReply upToResponse(HttpReply head, InputStream body, Consumer<String> received) throws IOException {
        try (InputStream in = body) {
            return head.isStream()
                    ? new HttpReply(head.status(), head.headers(), readEvents(in, received))
                    : whole(head, in, received);
        }
    }

    private static HttpReply whole(HttpReply head, InputStream body, Consumer<String> received) throws IOException {
        byte[] bytes = body.readNBytes(Limits.messageBytes() + 1);
        if (bytes.length > Limits.messageBytes()) {
            throw new MessageTooLargeException();
        }
        String text = new String(bytes, UTF_8);
        received.accept(text);
        return new HttpReply(head.status(), head.headers(), text);
    }

    /** One line for each message, up to the response. */
    private static String readEvents(InputStream in, Consumer<String> received) throws IOException {
        List<String> messages = new ArrayList<>();
        var parser = new SseParser(
                Limits.messageBytes(),
                event -> {
                    messages.add(event.data().replace("\n", " "));
                    received.accept(event.data());
                },
                () -> {
                    throw new MessageTooLargeException();
                });
        byte[] buffer = new byte[8192];
        int all = 0;
        for (int n; messages.stream().noneMatch(ReplyBody::isResponse) && (n = in.read(buffer)) >= 0; ) {
            parser.feed(buffer, 0, n);
            all += n;
            if (all > Limits.messageBytes()) {
                throw new MessageTooLargeException();
            }
        }
        return String.join("\n", messages);
    }

    private static boolean isResponse(String event) {
        return RpcMessages.in(event).all().stream().anyMatch(RpcMessage::isResponse);
    }
}
