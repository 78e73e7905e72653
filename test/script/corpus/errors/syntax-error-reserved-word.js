const class = 1
