/* { "phase": "prerequest" } */
tests.pre = 1 === 2
