/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "us-west1|us-west1",
                "a b|a b",
                "''|''",
                "Hello, 世界|=?base64?SGVsbG8sIOS4lueVjA==?=",
                "' padded '|=?base64?IHBhZGRlZCA=?=",
                "=?base64?literal?=|=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=",
                "=?base64?no end|=?base64?no end"
            })
    void encodes_what_a_header_cannot_hold(String value, String encoded) {
        assertThat(HeaderText.encode(value)).isEqualTo(encoded);
    }

    @Test
    void a_line_end_is_encoded() {
        assertThat(HeaderText.encode("line1\nline2")).isEqualTo("=?base64?bGluZTEKbGluZTI=?=");
    }
}
