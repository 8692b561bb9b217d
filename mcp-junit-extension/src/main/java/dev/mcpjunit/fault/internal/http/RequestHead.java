/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.ProtocolException;
import java.net.URI;
import java.util.Locale;

/**
 * The first line and the header fields of a request.
 *
 * @param method in upper case, as it was sent
 * @param target path and query; an absolute target is reduced to them
 * @param version for example {@code HTTP/1.1}
 */
record RequestHead(String method, String target, String version, Headers headers) {

    /** Read what comes before the empty line. */
    static RequestHead parse(String text) throws ProtocolException {
        String[] lines = HeadReader.lines(text);
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("Not a request of HTTP/1: " + HeadReader.excerpt(lines[0]));
        }
        var head = new RequestHead(words[0], pathOf(words[1]), words[2], HeadReader.headers(lines));
        RequestChecks.check(head);
        return head;
    }

    private static String pathOf(String target) {
        int scheme = target.indexOf("://");
        if (scheme < 0 || target.startsWith("/")) {
            return target;
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    /** Whether this asks for the stream on which a server sends by itself. */
    boolean asksToListen() {
        return is("GET")
                && headers.first("Accept")
                        .filter(types -> types.toLowerCase(Locale.ROOT).contains("text/event-stream"))
                        .isPresent();
    }

    /** Whether the client knows neither chunks nor connections that stay open. */
    boolean isHttp10() {
        return version.equals("HTTP/1.0");
    }

    boolean wantsClose() {
        return isHttp10() || headers.lists("Connection", "close");
    }

    /** The head for a proxy of plain HTTP, which needs the whole address. */
    RequestHead toProxy(URI server) {
        String authority = server.getHost() + (server.getPort() < 0 ? "" : ":" + server.getPort());
        return new RequestHead(method, server.getScheme() + "://" + authority + target, version, headers);
    }

    byte[] print() {
        var text = new StringBuilder(512);
        text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        headers.print(text);
        return text.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}
