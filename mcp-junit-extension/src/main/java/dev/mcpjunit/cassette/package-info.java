/* SPDX-License-Identifier: Apache-2.0 */
/** Cassettes: recordings of servers, which answer in place of the servers later. */
@NullMarked
package dev.mcpjunit.cassette;

import org.jspecify.annotations.NullMarked;
