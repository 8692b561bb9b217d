/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.ProtocolException;
import java.util.Locale;

/**
 * The first line and the header fields of a response.
 *
 * @param version for example {@code HTTP/1.1}
 * @param reason the words after it; may be empty
 */
record ResponseHead(String version, int status, String reason, Headers headers) {

    private static final int LENGTH_OF_STATUS = 3;

    /** Read what comes before the empty line. */
    static ResponseHead parse(String text) throws ProtocolException {
        String[] lines = HeadReader.lines(text);
        String[] words = lines[0].split(" ", 3);
        boolean sound = words.length >= 2 && words[0].startsWith("HTTP/1.") && words[1].matches("[1-9]\\d\\d");
        if (!sound || words[1].length() != LENGTH_OF_STATUS) {
            throw new ProtocolException("Not a response of HTTP/1: " + HeadReader.excerpt(lines[0]));
        }
        String reason = words.length > 2 ? words[2] : "";
        return new ResponseHead(words[0], Integer.parseInt(words[1]), reason, HeadReader.headers(lines));
    }

    /** Make a response of the proxy's own. */
    static ResponseHead of(int status, Headers headers) {
        return new ResponseHead("HTTP/1.1", status, reason(status), headers);
    }

    boolean isInterim() {
        return status / 100 == 1;
    }

    boolean isEventStream() {
        return status / 100 == 2 && contentType().startsWith("text/event-stream");
    }

    String contentType() {
        return headers.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    /** Whether the body can be read as it stands. */
    boolean isPlain() {
        return headers.first("Content-Encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isEmpty();
    }

    /** Whether the connection may be used again when the body is complete. */
    boolean keepsAlive() {
        return !headers.lists("Connection", "close")
                && (version.equals("HTTP/1.1") || headers.lists("Connection", "keep-alive"));
    }

    ResponseHead with(Headers changed) {
        return new ResponseHead(version, status, reason, changed);
    }

    byte[] print() {
        var text = new StringBuilder(512);
        text.append("HTTP/1.1 ").append(status).append(' ').append(reason).append("\r\n");
        headers.print(text);
        return text.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> "Status " + status;
        };
    }
}
