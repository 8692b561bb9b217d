/* SPDX-License-Identifier: Apache-2.0 */
/** What can go wrong between a test and a server. Every message says what happened, where, and what to do next. */
@NullMarked
package dev.mcpjunit.failure;

import org.jspecify.annotations.NullMarked;
