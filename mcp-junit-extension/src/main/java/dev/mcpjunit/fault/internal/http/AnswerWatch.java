/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.internal.framing.ContentDecoder;
import dev.mcpjunit.internal.framing.SseParser;
import dev.mcpjunit.internal.rpc.RpcMessages;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** Reads along in an answer that is sent on as it is, and writes down what it says. */
final class AnswerWatch implements ByteSink {

    /** What is longer is passed on all the same, but its content is not read. */
    static final int LIMIT = 64 * 1024 * 1024;

    private final Tracked tracked;
    private final ResponseHead head;
    private final boolean ofServer;
    private final SseParser events;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private final Optional<ContentDecoder> decoder;
    private boolean unread;

    /**
     * Begin with the head.
     *
     * @param ofServer whether the answer comes from the server, and not from a gateway or a fault
     */
    AnswerWatch(Tracked tracked, ResponseHead head, boolean ofServer) {
        this.tracked = tracked;
        this.head = head;
        this.ofServer = ofServer;
        this.events = new SseParser(LIMIT, event -> look(RpcMessages.in(event.data())));
        this.decoder = head.isPlain()
                ? Optional.empty()
                : ContentDecoder.of(head.headers().first("Content-Encoding").orElse(""));
        this.unread = !head.isPlain() && decoder.isEmpty();
    }

    @Override
    public void accept(byte[] bytes, int from, int to) {
        boolean unheard = !ofServer && tracked.answeredElsewhere();
        if (tracked.records().isEmpty() || unread || unheard) {
            return;
        }
        if (decoder.isEmpty()) {
            read(bytes, from, to);
            return;
        }
        try {
            decoder.get().feed(bytes, from, to, piece -> read(piece, 0, piece.length));
        } catch (DataFormatException notEncoded) {
            unread = true;
        }
    }

    private void read(byte[] bytes, int from, int to) {
        if (head.isEventStream()) {
            events.feed(bytes, from, to);
        } else if (body.size() + to - from > LIMIT) {
            unread = true;
            decoder.ifPresent(ContentDecoder::stop);
        } else {
            body.write(bytes, from, to - from);
        }
    }

    /** The answer is complete. */
    void end() {
        decoder.ifPresent(ContentDecoder::close);
        if (!unread && body.size() > 0) {
            byte[] whole = body.toByteArray();
            RpcMessages messages = RpcMessages.in(whole);
            if (messages.isEmpty() && ofServer) {
                tracked.otherBody(whole);
            }
            look(messages);
        }
        if (ofServer && (!head.isEventStream() || unread)) {
            // A stream that has ended without the answer is none.
            tracked.answered();
        }
        if (unread) {
            tracked.note(
                    "the body was passed on unread: it is too large, or compressed in a way that is not known here");
            tracked.taken(head.status());
        } else {
            tracked.concluded(head.status());
        }
    }

    private void look(RpcMessages messages) {
        messages.all().forEach(message -> {
            if (ofServer) {
                tracked.seen(message);
            }
            tracked.delivered(message);
        });
    }
}
