/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where a server can be reached: an address or a command. Whatever is started ends as one of the two shapes; whatever
 * connects begins with one.
 */
@NullMarked
package dev.mcpjunit.endpoint;

import org.jspecify.annotations.NullMarked;
