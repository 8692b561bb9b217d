/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value in DER, the binary form of ASN.1 that signatures use.
 *
 * @param bytes all bytes of the outermost value
 * @param tag the tag, one byte
 * @param start where the encoding of this value begins
 * @param content where its content begins
 * @param end where it ends
 */
@SuppressWarnings("ArrayRecordComponent") // A view of bytes, never compared.
record Der(byte[] bytes, int tag, int start, int content, int end) {

    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /** The constructed tag with a number that only its context explains. */
    static final int CONTEXT_0 = 0xA0;

    /** The primitive form of {@link #CONTEXT_0}. */
    static final int PRIMITIVE_CONTEXT_0 = 0x80;

    /** The bytes are not DER, or not the value that is expected. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String problem) {
            super(problem);
        }
    }

    /** Read one value that takes all bytes. */
    static Der parse(byte[] bytes) throws Malformed {
        Der value = at(bytes, 0, bytes.length);
        if (value.end != bytes.length) {
            throw new Malformed("bytes follow its end");
        }
        return value;
    }

    private static Der at(byte[] bytes, int start, int limit) throws Malformed {
        if (limit - start < 2) {
            throw new Malformed("it ends too early");
        }
        int tag = bytes[start] & 0xFF;
        if ((tag & 0x1F) == 0x1F) {
            throw new Malformed("it has a tag of several bytes");
        }
        int first = bytes[start + 1] & 0xFF;
        int content = start + 2;
        long length = first;
        if (first >= 0x80) {
            int count = first & 0x7F;
            if (count == 0 || count > 4 || limit - content < count) {
                throw new Malformed("it has a length that is not DER");
            }
            length = 0;
            for (int index = 0; index < count; index++) {
                length = (length << 8) | (bytes[content + index] & 0xFF);
            }
            content += count;
        }
        if (length > limit - content) {
            throw new Malformed("it ends too early");
        }
        return new Der(bytes, tag, start, content, content + (int) length);
    }

    /** The values in this one. */
    List<Der> children() throws Malformed {
        var children = new ArrayList<Der>();
        for (int next = content; next < end; next = children.get(children.size() - 1).end) {
            children.add(at(bytes, next, end));
        }
        return children;
    }

    /** The values in this one, which must have a tag. */
    List<Der> children(int expected) throws Malformed {
        return require(expected).children();
    }

    /** The value in this one at an index. */
    Der child(int index) throws Malformed {
        List<Der> children = children();
        if (index >= children.size()) {
            throw new Malformed("a value is missing");
        }
        return children.get(index);
    }

    Der require(int expected) throws Malformed {
        if (tag != expected) {
            throw new Malformed("a value has another type than expected");
        }
        return this;
    }

    /** The bytes of the content. */
    byte[] value() {
        return Arrays.copyOfRange(bytes, content, end);
    }

    /** The bytes of the value with its tag and length. */
    byte[] encoded() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    BigInteger integer() throws Malformed {
        require(INTEGER);
        if (content == end) {
            throw new Malformed("an integer is empty");
        }
        return new BigInteger(value());
    }

    /** An object identifier in dotted form. */
    String identifier() throws Malformed {
        require(OBJECT_IDENTIFIER);
        var dotted = new StringBuilder();
        long number = 0;
        for (int index = content; index < end; index++) {
            number = (number << 7) | (bytes[index] & 0x7F);
            if (number > Integer.MAX_VALUE) {
                throw new Malformed("an object identifier is too long");
            }
            if ((bytes[index] & 0x80) == 0) {
                if (dotted.isEmpty()) {
                    long root = Math.min(number / 40, 2);
                    dotted.append(root).append('.').append(number - root * 40);
                } else {
                    dotted.append('.').append(number);
                }
                number = 0;
            }
        }
        return dotted.toString();
    }
}
