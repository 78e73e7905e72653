throw new RangeError("range")
