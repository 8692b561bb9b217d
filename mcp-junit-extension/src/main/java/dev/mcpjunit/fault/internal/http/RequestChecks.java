/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.internal.http.Headers.Field;
import java.net.ProtocolException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests that cannot be passed on as they are: the server might see other requests in their bytes than the
 * proxy does, and what is recorded would not be what happened.
 */
final class RequestChecks {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private RequestChecks() {}

    static void check(RequestHead head) throws ProtocolException {
        if (head.is("CONNECT")) {
            throw new ProtocolException("CONNECT asks for a tunnel, and this proxy stands for one server. Use its"
                    + " address as the server's, not as that of an HTTP proxy");
        }
        for (Field field : head.headers().fields()) {
            if (!NAME.matcher(field.name()).matches()) {
                throw new ProtocolException(
                        "Not the name of a header field: '" + HeadReader.excerpt(field.name()) + "'");
            }
            if (field.value().indexOf('\0') >= 0 || field.value().indexOf('\r') >= 0) {
                throw new ProtocolException("The value of header field '" + HeadReader.excerpt(field.name())
                        + "' has a carriage return or a zero byte");
            }
        }
        checkLength(head.headers());
    }

    private static void checkLength(Headers headers) throws ProtocolException {
        List<String> encodings = headers.elements("Transfer-Encoding");
        if (encodings.isEmpty()) {
            if (Set.copyOf(headers.elements("Content-Length")).size() > 1) {
                throw new ProtocolException("A request with two different values of Content-Length");
            }
            return;
        }
        if (headers.has("Content-Length")) {
            throw new ProtocolException(
                    "A request with both Content-Length and Transfer-Encoding: it is not clear where its body ends");
        }
        if (!encodings.get(encodings.size() - 1).equals("chunked")) {
            throw new ProtocolException("A request whose Transfer-Encoding does not end with 'chunked': it is not"
                    + " clear where its body ends");
        }
    }
}
