/**
 * With gigabytes free V8 lets a heap grow to four times what lives in it; a long run is to stay small beside the system that it tests.
 * What V8 has compiled is of use to the same flags only, so that the build sets them, too.
 */
export const V8_FLAGS = '--heap-growing-percent=50'
