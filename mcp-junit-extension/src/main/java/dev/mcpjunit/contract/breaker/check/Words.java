/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

/** Puts numbers into words. */
final class Words {

    private Words() {}

    static String failures(int count) {
        return count + (count == 1 ? " failure" : " failures");
    }

    static String calls(int count) {
        return count + (count == 1 ? " call" : " calls");
    }
}
