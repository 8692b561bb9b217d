/* SPDX-License-Identifier: Apache-2.0 */
/** The bench on which a breaker is tried: makes calls, makes them fail, lets time pass, and sees the wire. Internal. */
@NullMarked
package dev.mcpjunit.contract.breaker.bench;

import org.jspecify.annotations.NullMarked;
