throw 0
