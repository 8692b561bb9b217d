/* SPDX-License-Identifier: Apache-2.0 */
/** Records servers, and replays them over HTTP and standard input and output. Internal. */
@NullMarked
package dev.mcpjunit.cassette.internal;

import org.jspecify.annotations.NullMarked;
