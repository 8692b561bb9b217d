/* SPDX-License-Identifier: Apache-2.0 */
/** Which clients a server must keep apart, and by which calls that is checked. Knows neither JUnit nor the wire. */
@NullMarked
package dev.mcpjunit.contract.isolation;

import org.jspecify.annotations.NullMarked;
