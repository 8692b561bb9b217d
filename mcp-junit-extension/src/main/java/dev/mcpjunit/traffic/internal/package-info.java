/* SPDX-License-Identifier: Apache-2.0 */
/** The writing side of the traffic: what proxies record. Internal. */
@NullMarked
package dev.mcpjunit.traffic.internal;

import org.jspecify.annotations.NullMarked;
