/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References of {@code endpoint} events, resolved as RFC 3986 says. */
class EndpointReferenceTests {

    private static final URI STREAM = URI.create("http://host:1/a/b/sse?x=1");

    @ParameterizedTest
    @CsvSource({
        "/messages?s=1,http://host:1/messages?s=1",
        "messages,http://host:1/a/b/messages",
        "../messages,http://host:1/a/messages",
        "../../../messages,http://host:1/messages",
        "./,http://host:1/a/b/",
        "?s=1,http://host:1/a/b/sse?s=1",
        "#part,http://host:1/a/b/sse?x=1",
        "/m#part,http://host:1/m",
        "//other/m,http://other/m",
        "https://other:2/m?a=%2F,https://other:2/m?a=%2F"
    })
    void a_reference_is_relative_to_the_stream(String text, String expected) throws URISyntaxException {
        assertThat(EndpointReference.of(" " + text + " ").in(STREAM)).hasToString(expected);
    }

    @Test
    void characters_that_a_uri_may_not_contain_are_encoded_where_clients_do_so() {
        EndpointReference reference = EndpointReference.of("/m?s={ü|}");

        assertThatThrownBy(() -> reference.in(STREAM)).isInstanceOf(URISyntaxException.class);
        assertThat(reference.leniently(STREAM)).contains(URI.create("http://host:1/m?s=%7B%C3%BC%7C%7D"));
        assertThat(EndpointReference.of("/m?%zz").leniently(STREAM)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/m,0", "m//x,0", "//host/m,6", "http://host/m,11", "http://host?q,11", "http://host,11", "/x//y,0"})
    void the_path_begins_behind_the_host(String text, int start) {
        assertThat(EndpointReference.of(text).startOfPath()).isEqualTo(start);
    }
}
