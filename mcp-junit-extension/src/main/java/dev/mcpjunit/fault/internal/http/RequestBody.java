/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The body of a request. It is read whole before anything of it is sent on, for it decides what happens; only one that
 * is too large to keep is sent on while it comes.
 */
final class RequestBody {

    private final Connection client;
    private final BodyDecoder decoder;
    private final byte[] start;
    private final boolean whole;
    private final boolean sized;
    private final long length;

    private RequestBody(Connection client, RequestHead head, BodyDecoder decoder, byte[] start) {
        this.client = client;
        this.decoder = decoder;
        this.start = start;
        this.whole = decoder.isComplete();
        this.sized = decoder instanceof SizedBody;
        long announced =
                sized ? Long.parseLong(head.headers().first("Content-Length").orElse("0")) : -1;
        this.length = whole ? start.length : announced;
    }

    /** Read a body, or its start if it is larger than the limit. */
    static RequestBody read(Connection client, RequestHead head, int limit) throws IOException {
        BodyDecoder decoder = BodyDecoder.of(head);
        var start = new ByteArrayOutputStream(256);
        while (!decoder.isComplete() && start.size() <= limit) {
            more(client, decoder, (bytes, from, to) -> start.write(bytes, from, to - from));
        }
        return new RequestBody(client, head, decoder, start.toByteArray());
    }

    private static void more(Connection client, BodyDecoder decoder, ByteSink content) throws IOException {
        if (!client.hasBytes() && client.fill(0) < 0) {
            throw new PeerGoneException(Side.CLIENT, Cut.CLOSE, null);
        }
        client.takenTo(decoder.feed(client.buffer(), client.position(), client.limit(), content));
    }

    /** Whether all of it was here before anything was sent on. */
    boolean isWhole() {
        return whole;
    }

    /** What is here. */
    byte[] start() {
        return start;
    }

    /** The total length; -1 while it is unknown. */
    long length() {
        return length;
    }

    /** Send it on, after its head. The part that is still to come is sent as it arrives. */
    void sendTo(Connection server, byte[] head) throws IOException {
        byte[] first = isWhole() || sized ? start : Chunks.of(start, 0, start.length);
        byte[] together = Arrays.copyOf(head, head.length + first.length);
        System.arraycopy(first, 0, together, head.length, first.length);
        server.write(together);
        if (isWhole()) {
            return;
        }
        while (!decoder.isComplete()) {
            more(client, decoder, (bytes, from, to) -> {
                byte[] next = sized ? Arrays.copyOfRange(bytes, from, to) : Chunks.of(bytes, from, to);
                server.write(next);
            });
        }
        if (!sized) {
            server.write(Chunks.end());
        }
    }
}
