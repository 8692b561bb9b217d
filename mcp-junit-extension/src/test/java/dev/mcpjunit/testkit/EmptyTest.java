/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import org.junit.jupiter.api.Test;

/** A test that passes, for test cases that are about their annotations. */
public interface EmptyTest {

    @Test
    default void test() {}
}
