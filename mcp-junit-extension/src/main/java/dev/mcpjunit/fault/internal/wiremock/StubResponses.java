/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.wiremock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.mcpjunit.fault.internal.http.StubAnswer;
import dev.mcpjunit.fault.internal.http.StubAnswer.Breakage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the responses of WireMock into answers that the proxy sends. Pure. */
final class StubResponses {

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);
    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 999;
    private static final int SERVER_ERROR = 500;

    private StubResponses() {}

    /** A stub in words. */
    static String name(@Nullable StubMapping stub) {
        if (stub == null) {
            return "WireMock";
        }
        return "WireMock's stub '" + (stub.getName() == null ? String.valueOf(stub.getId()) : stub.getName()) + "'";
    }

    /** What a client gets that cannot get what the stub says. */
    static StubAnswer refusal(String stub, String why) {
        byte[] body = ("mcp-junit: " + why + "\n").getBytes(UTF_8);
        return new StubAnswer.Response(
                stub,
                Duration.ZERO,
                SERVER_ERROR,
                "",
                List.of(Map.entry("Content-Type", "text/plain; charset=utf-8")),
                List.of(body),
                Duration.ZERO);
    }

    /**
     * What a client gets.
     *
     * @throws ImpossibleStubException if it could not be sent as it is
     */
    static StubAnswer of(Response response, String stub) {
        Duration delay = Duration.ofMillis(response.getInitialDelay());
        Fault fault = response.getFault();
        if (fault != null) {
            return new StubAnswer.Broken(stub + " (" + fault + ")", delay, breakage(fault));
        }
        byte[] body = response.getBody() == null ? new byte[0] : response.getBody();
        List<Map.Entry<String, String>> headers = headers(response);
        check(response, body, headers, stub);
        String reason = reason(response);
        ChunkedDribbleDelay dribble = response.getChunkedDribbleDelay();
        if (dribble == null) {
            return new StubAnswer.Response(
                    stub, delay, response.getStatus(), reason, headers, List.of(body), Duration.ZERO);
        }
        List<byte[]> parts = parts(body, dribble.getNumberOfChunks());
        Duration pause = Duration.ofMillis(dribble.getTotalDuration()).dividedBy(parts.size());
        return new StubAnswer.Response(stub, delay, response.getStatus(), reason, headers, parts, pause);
    }

    private static String reason(Response response) {
        return response.getStatusMessage() == null ? "" : response.getStatusMessage();
    }

    private static Breakage breakage(Fault fault) {
        return switch (fault) {
            case CONNECTION_RESET_BY_PEER -> Breakage.RESET;
            case EMPTY_RESPONSE -> Breakage.CLOSE;
            case MALFORMED_RESPONSE_CHUNK -> Breakage.BAD_CHUNK;
            case RANDOM_DATA_THEN_CLOSE -> Breakage.GARBAGE;
        };
    }

    private static List<Map.Entry<String, String>> headers(Response response) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (HttpHeader header : response.getHeaders().all()) {
            header.values().forEach(value -> headers.add(Map.entry(header.key(), value)));
        }
        return headers;
    }

    /** As even as can be, the rest in the last one; never more parts than bytes. */
    private static List<byte[]> parts(byte[] body, int wanted) {
        int count = Math.min(wanted, body.length);
        int size = body.length / count;
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            parts.add(Arrays.copyOfRange(body, i * size, i == count - 1 ? body.length : (i + 1) * size));
        }
        return parts;
    }

    private static void check(Response response, byte[] body, List<Map.Entry<String, String>> headers, String stub) {
        int status = response.getStatus();
        if (response.isFromProxy()) {
            throw new ImpossibleStubException(stub, "has become a proxy. What no stub matches goes to the server.");
        }
        if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
            throw new ImpossibleStubException(stub, "answers with status " + status + ", which ends no exchange.");
        }
        if (body.length > 0 && WITHOUT_BODY.contains(status)) {
            throw new ImpossibleStubException(
                    stub, "gives a response with status " + status + " a body, which HTTP has no place for.");
        }
        if (body.length == 0 && response.getChunkedDribbleDelay() != null) {
            throw new ImpossibleStubException(stub, "dribbles a body that is empty.");
        }
        checkText("status message", reason(response), stub);
        headers.forEach(header -> checkHeader(header.getKey(), header.getValue(), body.length, stub));
    }

    private static void checkHeader(String name, String value, int length, String stub) {
        checkText("header " + name.strip(), name + value, stub);
        if (name.equalsIgnoreCase("Content-Length") && !value.strip().equals(String.valueOf(length))) {
            throw new ImpossibleStubException(
                    stub,
                    "says Content-Length " + value + ", but its body has " + length + " bytes. Leave the header out;"
                            + " for an answer that is cut use a Fault.");
        }
        if (name.equalsIgnoreCase("Transfer-Encoding") && !value.strip().equalsIgnoreCase("chunked")) {
            throw new ImpossibleStubException(
                    stub, "says Transfer-Encoding " + value + "; the proxy knows chunked only.");
        }
    }

    /** HTTP's head has lines, and bytes for characters. */
    private static void checkText(String place, String text, String stub) {
        if (text.chars().anyMatch(next -> next == '\r' || next == '\n')) {
            throw new ImpossibleStubException(stub, "has a line break in its " + place + ".");
        }
        if (!ISO_8859_1.newEncoder().canEncode(text)) {
            throw new ImpossibleStubException(
                    stub, "has characters in its " + place + " that HTTP cannot carry there. Encode them.");
        }
    }
}
