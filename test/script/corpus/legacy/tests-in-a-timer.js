setTimeout(() => { tests.late = false }, 3)
tests.early = true
